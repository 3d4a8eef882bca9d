/// How a request ended.
final class JournalEnding: Sendable {
    let outcome: JournalEntry.Outcome

    init(_ outcome: JournalEntry.Outcome) {
        self.outcome = outcome
    }
}
