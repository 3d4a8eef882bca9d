/// What goes wrong on purpose on the way of a delivery: decided by a rule, kept by the delivery.
package struct DeliveryFault: Hashable, Sendable {
    /// How a signature can be wrong.
    package enum Signature: String, CaseIterable, Sendable {
        /// Made with a key that nobody has.
        case wrong
        case missing
        /// Right, and ten minutes old.
        case stale
        /// Right, in capital digits.
        case uppercase
    }

    /// What goes wrong.
    package enum Effect: Hashable, Sendable {
        /// Nothing is sent.
        case drop
        /// So many further copies of the first attempt follow it, each after a pause of wall time.
        case duplicate(copies: Int, gap: TimeSpan)
        /// So many deliveries are held and then sent in reverse.
        case reorder(window: Int)
        case signature(Signature)
        /// Only so many bytes of the signed body come.
        case truncate(after: Int)
        /// The type is one that no receiver knows.
        case unknownEvent
    }

    /// The id of the rule.
    package let rule: String
    /// What goes wrong; nil for a delay alone.
    package let effect: Effect?
    /// How long the first attempt is held back, in wall time.
    package let delay: TimeSpan
    /// Whether it belongs to one attempt, rather than to the delivery.
    package let isOfAttempt: Bool

    /// What a rule has decided.
    package init(rule: String, effect: Effect?, delay: TimeSpan = .zero, isOfAttempt: Bool = false) {
        self.rule = rule
        self.effect = effect
        self.delay = delay
        self.isOfAttempt = isOfAttempt
    }
}
