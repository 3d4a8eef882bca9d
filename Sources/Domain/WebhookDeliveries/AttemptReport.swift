/// What came of an attempt, as those report it who made it.
package struct AttemptReport: Sendable {
    /// What was sent beside the body.
    package let headers: [HeaderField]
    /// What came back.
    package let outcome: AttemptOutcome
    /// How long it took, in milliseconds of wall time.
    package let tookMilliseconds: Int

    /// A report of those facts.
    package init(headers: [HeaderField], outcome: AttemptOutcome, tookMilliseconds: Int) {
        self.headers = headers
        self.outcome = outcome
        self.tookMilliseconds = tookMilliseconds
    }
}
