/// The data that resolveOnboarding gives to the onboarding page.
package struct OnboardingInvitation: Hashable, Sendable {
    /// The link whose token was resolved.
    package let link: SetupLink
    /// The customer that the link is for.
    package let customer: Customer
    /// The nonce that completeOnboarding must receive.
    package let nonce: String
    /// The number that the signup connects unless the callback chooses other values.
    package let offer: OnboardingGrant
}
