/// A secret that allows one completeOnboarding for one link, within ten minutes after resolveOnboarding.
struct OnboardingNonce: Hashable, Sendable {
    static let lifetime = TimeSpan.minutes(10)

    let text: String
    let link: Identifier<SetupLink>
    /// The number that the signup connects unless the callback chooses other values.
    let offer: OnboardingGrant
    let expiresAt: Timestamp
}
