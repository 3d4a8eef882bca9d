/// How an MCP server names itself to its clients.
struct MCPServerInfo: Hashable, Sendable {
    let name: String
    let version: String
}
