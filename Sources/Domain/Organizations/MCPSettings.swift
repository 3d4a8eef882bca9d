/// How the MCP endpoint answers.
package struct MCPSettings: Hashable, Sendable {
    /// The revisions of the protocol that are answered, the newest first.
    package var revisions = MCPRevision.allCases

    /// The defaults: all revisions.
    package init() {}
}
