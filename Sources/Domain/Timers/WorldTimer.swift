/// Something that will happen in a world when its clock gets there: a value, not a task that sleeps.
package struct WorldTimer: Hashable, Sendable {
    /// What will happen.
    package enum Kind: Hashable, Sendable {
        /// The next attempt of a delivery that failed before.
        case deliveryAttempt(Identifier<WebhookDelivery>)
        /// A link stops to work.
        case setupLinkExpiry(Identifier<SetupLink>)
        /// A secret stops to sign.
        case secretExpiry(Identifier<WebhookSubscription>, Identifier<WebhookSecret>)
        /// A link completes itself (`onboarding: {mode: automatic}`).
        case onboarding(Identifier<SetupLink>)
        /// Free-form messages may no longer be sent.
        case windowEnd(Identifier<Conversation>)
        /// Meta decides on a template (`template_review: {mode: automatic}`).
        case templateReview(Identifier<Template>)
        /// A message goes on.
        case messageStatus(Identifier<Message>)
    }

    /// When.
    package let due: Timestamp
    /// What.
    package let kind: Kind
    /// Tells timers of the same moment apart: the one that was set first comes first.
    let number: Int
}
