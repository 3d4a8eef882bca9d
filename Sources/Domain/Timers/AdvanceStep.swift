/// One step on the way to a later moment.
package enum AdvanceStep: Sendable {
    /// An attempt is under way, whose end comes before the next step.
    case waiting
    /// An attempt is to be made.
    case send(AttemptTicket)
    /// The clock stands at a timer's instant; what happened may be nothing to speak of.
    case fired([FiredTimer])
    /// Nothing is left to do; the clock stands there.
    case arrived(Timestamp)
}
