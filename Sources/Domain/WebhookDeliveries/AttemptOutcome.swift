/// What came of an attempt on the wire.
package enum AttemptOutcome: Hashable, Sendable {
    case answered(ReceiverAnswer)
    case failed(AttemptError)
    /// Nothing was sent, as a fault rule wanted it.
    case lost
}
