/// A fault that a rule has decided for a delivery, or for one of its attempts.
package struct DeliveryFault: Hashable, Sendable {
    /// How the signature of a request is wrong.
    package enum Signature: String, CaseIterable, Sendable {
        /// Made with a key that is not one of the subscription's secrets.
        case wrong
        case missing
        /// Correct, but with a time ten minutes in the past.
        case stale
        /// Correct, but with upper-case hexadecimal digits.
        case uppercase
    }

    /// What is wrong with an attempt.
    package enum Effect: Hashable, Sendable {
        /// Nothing is sent.
        case drop
        /// The first attempt is sent again, `copies` times, each after a pause in wall time.
        case duplicate(copies: Int, gap: TimeSpan)
        /// Deliveries are held until there are `window` of them, and then sent in reverse order.
        case reorder(window: Int)
        case signature(Signature)
        /// Only the first `after` bytes of the signed body are sent.
        case truncate(after: Int)
        /// The event type is replaced by one that the contract does not have.
        case unknownEvent
    }

    /// The id of the rule.
    package let rule: String
    /// What is wrong with the attempt; nil if it is only delayed.
    package let effect: Effect?
    /// How long the attempt is delayed, in wall time; only the first attempt, unless `isOfAttempt`.
    package let delay: TimeSpan
    /// Whether the fault is for one attempt only, rather than for the delivery.
    package let isOfAttempt: Bool

    /// A fault with those fields.
    package init(rule: String, effect: Effect?, delay: TimeSpan = .zero, isOfAttempt: Bool = false) {
        self.rule = rule
        self.effect = effect
        self.delay = delay
        self.isOfAttempt = isOfAttempt
    }
}
