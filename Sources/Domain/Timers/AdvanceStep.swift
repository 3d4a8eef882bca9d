/// One step of advancing the clock to a later time.
package enum AdvanceStep: Sendable {
    /// An attempt is under way; it must end before the next step.
    case waiting
    /// An attempt must be sent before the next step.
    case send(AttemptTicket)
    /// The clock has moved to a due timer; the array is empty if the timer did nothing that is reported.
    case fired([FiredTimer])
    /// Nothing is left to do, and the clock shows that time.
    case arrived(Timestamp)
}
