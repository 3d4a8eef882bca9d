/// Why a signup fails, in the order of the steps that fail (completeOnboarding, 422).
package enum OnboardingFailure: String, CaseIterable, Comparable, Sendable {
    /// The tenant closed Meta's dialog.
    case signupCancelled = "signup_cancelled"
    /// Meta did not exchange the code.
    case tokenExchangeFailed = "token_exchange_failed"
    /// The token could not be inspected.
    case tokenInfoFailed = "token_info_failed"
    /// The grant shares no WhatsApp business account.
    case noWABAFound = "no_waba_found"
    /// Meta did not answer with a phone number.
    case phoneLookupFailed = "phone_lookup_failed"
    /// The organization already has as many accounts as its limit allows.
    case accountLimitReached = "account_limit_reached"
    /// The number is still in use in the WhatsApp Business app.
    case coexistenceMismatch = "coexistence_mismatch"
    /// The number already belongs to an account.
    case alreadyOnboarded = "already_onboarded"

    private var step: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    package static func < (left: OnboardingFailure, right: OnboardingFailure) -> Bool {
        left.step < right.step
    }
}
