/// What the journal records of a request.
///
/// It is one object in memory. A request that ends gets another one, so that a record that is read does not change.
final class JournalRecord: Sendable {
    // What matchers compare most often comes first, so that it shares a cache line with the head of the object.
    /// Whether the request has been handled.
    let isOver: Bool
    /// The outcome; while the request runs, only its message at the MCP endpoint.
    let outcome: JournalEntry.Outcome
    let opening: JournalOpening

    /// The record of a request that has arrived; `mcp` is its message, if it went to the MCP endpoint.
    init(_ opening: JournalOpening, mcp: MCPTrace? = nil) {
        self.opening = opening
        isOver = false
        var outcome = JournalEntry.Outcome()
        outcome.mcp = mcp
        self.outcome = outcome
    }

    /// The record of a request that has ended.
    init(_ opening: JournalOpening, outcome: JournalEntry.Outcome) {
        self.opening = opening
        isOver = true
        self.outcome = outcome
    }
}
