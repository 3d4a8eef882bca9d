/// What the journal records of a request to the MCP endpoint.
package struct MCPTrace: Hashable, Sendable {
    /// The method of a call of a tool.
    package static let toolCall = "tools/call"

    /// The method of the JSON-RPC message, such as `tools/call`; nil if the message has none or cannot be read.
    package let method: String?
    /// The name of the tool that is called, whether there is such a tool or not.
    package let tool: String?

    /// A trace with these names.
    package init(method: String?, tool: String?) {
        self.method = method
        self.tool = tool
    }

    /// Whether clients send such messages by themselves: to connect, to list the tools or to notify.
    package var isProbe: Bool { method.map { $0 != Self.toolCall } ?? false }
}
