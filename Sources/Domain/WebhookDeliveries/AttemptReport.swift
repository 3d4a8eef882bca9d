/// The result of an attempt, as the code that sent it reports it.
package struct AttemptReport: Sendable {
    /// The request headers that were sent.
    package let headers: [HeaderField]
    /// The answer, or why there was none.
    package let outcome: AttemptOutcome
    /// How long the attempt took, in milliseconds of wall time.
    package let tookMilliseconds: Int
    /// The results of further copies of the attempt, in their order.
    package var copies: [AttemptOutcome] = []

    /// A report of an attempt without copies.
    package init(headers: [HeaderField], outcome: AttemptOutcome, tookMilliseconds: Int) {
        self.headers = headers
        self.outcome = outcome
        self.tookMilliseconds = tookMilliseconds
    }
}
