/// The result of an attempt, before the verdict on its delivery.
package enum AttemptOutcome: Hashable, Sendable {
    case answered(ReceiverAnswer)
    case failed(AttemptError)
    /// Nothing was sent, because a fault rule dropped the attempt.
    case lost
}
