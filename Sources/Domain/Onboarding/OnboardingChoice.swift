/// What somebody chooses of a signup instead of what would come by itself.
package struct OnboardingChoice: Hashable, Sendable {
    /// What comes of it; the settings decide if nil.
    package var outcome: OnboardingOutcome?
    /// Another display number.
    package var phoneNumber: String?
    /// Another id.
    package var phoneNumberID: String?
    /// Another name.
    package var name: String?

    /// What would come by itself, but for the fields that are given.
    package init(
        outcome: OnboardingOutcome? = nil,
        phoneNumber: String? = nil,
        phoneNumberID: String? = nil,
        name: String? = nil
    ) {
        self.outcome = outcome
        self.phoneNumber = phoneNumber
        self.phoneNumberID = phoneNumberID
        self.name = name
    }

    /// Whether a text can be the id of a number.
    package static func isPhoneNumberID(_ text: String) -> Bool {
        (6...20).contains(text.utf8.count)
            && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    func applied(to offer: OnboardingGrant) -> OnboardingGrant {
        OnboardingGrant(
            phoneNumber: phoneNumber ?? offer.phoneNumber,
            phoneNumberID: phoneNumberID ?? offer.phoneNumberID,
            name: name ?? offer.name
        )
    }
}
