/// What resolveOnboarding tells the page.
package struct OnboardingInvitation: Hashable, Sendable {
    /// The link that was looked up.
    package let link: SetupLink
    /// Whom it invites.
    package let customer: Customer
    /// What the callback must bring.
    package let nonce: String
    /// What a plain code will yield.
    package let offer: OnboardingGrant
}
