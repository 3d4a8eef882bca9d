/// How a request ended.
final class JournalEnding: Sendable {
    let outcome: JournalEntry.Outcome
    /// The number of the last occurrence before the end.
    let number: Int

    init(_ outcome: JournalEntry.Outcome, after number: Int) {
        self.outcome = outcome
        self.number = number
    }
}
