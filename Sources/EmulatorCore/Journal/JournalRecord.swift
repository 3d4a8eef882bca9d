/// What the journal records of a request.
///
/// It is one object in memory. A request that ends gets another one, so that a record that is read does not change.
final class JournalRecord: Sendable {
    // What matchers compare most often comes first, so that it shares a cache line with the head of the object.
    /// Whether the request has been handled.
    let isOver: Bool
    /// The outcome; empty while the request runs.
    let outcome: JournalEntry.Outcome
    let opening: JournalOpening

    /// The record of a request that has arrived.
    init(_ opening: JournalOpening) {
        self.opening = opening
        isOver = false
        outcome = JournalEntry.Outcome()
    }

    /// The record of a request that has ended.
    init(_ opening: JournalOpening, outcome: JournalEntry.Outcome) {
        self.opening = opening
        isOver = true
        self.outcome = outcome
    }
}
