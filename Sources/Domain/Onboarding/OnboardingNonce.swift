/// Lets one callback through: made by a resolve, bound to its link, good once and for ten minutes.
struct OnboardingNonce: Hashable, Sendable {
    static let lifetime = TimeSpan.minutes(10)

    let text: String
    let link: Identifier<SetupLink>
    /// What a plain code yields with this nonce.
    let offer: OnboardingGrant
    let expiresAt: Timestamp
}
