/// The values of one signup that replace the ones from the settings and the offer.
package struct OnboardingChoice: Hashable, Sendable {
    /// How the signup ends; nil for the outcome in the settings.
    package var outcome: OnboardingOutcome?
    /// The number as Meta displays it; nil for the offered one.
    package var phoneNumber: String?
    /// Meta's id of the number; nil for the offered one.
    package var phoneNumberID: String?
    /// The verified name of the number; nil for the offered one.
    package var name: String?

    /// A choice of the given fields; the settings and the offer decide the others.
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

    /// Whether a text has the form of a `phone_number_id`: 6 to 20 digits.
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
