/// A change of a world at a time on its clock; stored in the state, not a sleeping task.
package struct WorldTimer: Hashable, Sendable {
    /// The change that the timer makes.
    package enum Kind: Hashable, Sendable {
        /// The next attempt of a delivery becomes possible.
        case deliveryAttempt(Identifier<WebhookDelivery>)
        /// A setup link expires.
        case setupLinkExpiry(Identifier<SetupLink>)
        /// A secret expires and no longer signs.
        case secretExpiry(Identifier<WebhookSubscription>, Identifier<WebhookSecret>)
        /// A setup link completes without a browser (`onboarding: {mode: automatic}`).
        case onboarding(Identifier<SetupLink>)
        /// The 24-hour window of a conversation closes.
        case windowEnd(Identifier<Conversation>)
        /// Meta decides on a template (`template_review: {mode: automatic}`).
        case templateReview(Identifier<Template>)
        /// A message gets its next status.
        case messageStatus(Identifier<Message>)
    }

    /// When the timer fires, on the world's clock.
    package let due: Timestamp
    /// The change that the timer makes.
    package let kind: Kind
    /// The order among timers of the same time: the one that was set first fires first.
    let number: Int
}
