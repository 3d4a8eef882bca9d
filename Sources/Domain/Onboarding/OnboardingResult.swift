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
