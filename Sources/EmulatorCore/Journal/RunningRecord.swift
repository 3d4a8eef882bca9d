/// What the journal records of a request that has arrived and is not handled yet.
final class RunningRecord: Sendable {
    let opening: JournalOpening
    /// Its message, if it went to the MCP endpoint.
    let mcp: MCPTrace?

    init(_ opening: JournalOpening, mcp: MCPTrace?) {
        self.opening = opening
        self.mcp = mcp
    }
}
