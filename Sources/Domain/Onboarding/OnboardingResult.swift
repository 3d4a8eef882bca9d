/// The result of a signup, whether it succeeded or failed.
package struct OnboardingResult: Hashable, Sendable {
    /// Success, or the reason of the failure.
    package let outcome: OnboardingOutcome
    /// The customer after the signup.
    package let customer: Customer
    /// The link after the signup.
    package let link: SetupLink
    /// The account that was connected; nil after a failure.
    package let account: WhatsAppAccount?

    /// The page that the browser is sent to, with the outcome in its query; nil if the link has no such page.
    package var redirectURL: String? {
        switch outcome {
        case .success: link.successRedirect(customer: customer, accountID: account?.phoneNumberID ?? "")
        case .failure(let reason): link.failureRedirect(customer: customer, reason: reason.rawValue)
        }
    }
}
