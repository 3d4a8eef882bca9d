/// Why a signup fails, in the order of the steps that can fail (completeOnboarding, 422).
package enum OnboardingFailure: String, CaseIterable, Comparable, Sendable {
    /// The tenant closed Meta's dialog.
    case signupCancelled = "signup_cancelled"
    /// Meta did not exchange the code.
    case tokenExchangeFailed = "token_exchange_failed"
    /// The token could not be inspected.
    case tokenInfoFailed = "token_info_failed"
    /// The grant shares no WhatsApp business account.
    case noWABAFound = "no_waba_found"
    /// No phone number could be read.
    case phoneLookupFailed = "phone_lookup_failed"
    /// The organization has as many accounts as it may have.
    case accountLimitReached = "account_limit_reached"
    /// The number is tied to the phone app.
    case coexistenceMismatch = "coexistence_mismatch"
    /// The number belongs to an account already.
    case alreadyOnboarded = "already_onboarded"

    private var step: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    package static func < (left: OnboardingFailure, right: OnboardingFailure) -> Bool {
        left.step < right.step
    }
}

/// What comes of a signup: success, or the reason of its failure.
package enum OnboardingOutcome: Hashable, Sendable, RawRepresentable {
    case success
    case failure(OnboardingFailure)

    /// `success`, or a reason.
    package init?(rawValue: String) {
        if rawValue == "success" {
            self = .success
        } else if let failure = OnboardingFailure(rawValue: rawValue) {
            self = .failure(failure)
        } else {
            return nil
        }
    }

    /// `success`, or the reason.
    package var rawValue: String {
        switch self {
        case .success: "success"
        case .failure(let failure): failure.rawValue
        }
    }
}

/// The number that Meta hands over when a signup succeeds.
package struct OnboardingGrant: Hashable, Sendable {
    /// As Meta displays it.
    package var phoneNumber: String
    /// Meta's id of the number: 6 to 20 digits.
    package var phoneNumberID: String
    /// The verified name.
    package var name: String
}

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

/// What came of a signup that was carried out.
package struct OnboardingResult: Hashable, Sendable {
    /// The outcome.
    package let outcome: OnboardingOutcome
    /// The customer as it is now.
    package let customer: Customer
    /// The link as it is now.
    package let link: SetupLink
    /// The account that was connected; nil for a failure.
    package let account: WhatsAppAccount?

    /// Where the browser goes, with the outcome in its query; nil where the link names no page.
    package var redirectURL: String? {
        switch outcome {
        case .success: link.successRedirect(customer: customer, accountID: account?.phoneNumberID ?? "")
        case .failure(let reason): link.failureRedirect(customer: customer, reason: reason.rawValue)
        }
    }
}
