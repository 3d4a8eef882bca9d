/// What the journal records of a request to the MCP endpoint.
///
/// It is a class, so that the records of all other requests stay small.
package final class MCPTrace: Sendable {
    /// The method of a call of a tool.
    package static let toolCall = "tools/call"
    /// The methods that clients send by the revisions of the protocol; a client may send others.
    package static let methods = [
        "initialize", "ping", "server/discover", "tools/list", toolCall, "prompts/list", "prompts/get",
        "resources/list", "resources/read", "resources/templates/list", "resources/subscribe", "resources/unsubscribe",
        "subscriptions/listen", "completion/complete", "logging/setLevel", "notifications/initialized",
        "notifications/cancelled", "notifications/progress", "notifications/roots/list_changed",
    ]
    /// The longest name of a tool that the protocol recommends.
    private static let longestName = 128

    /// The method of the JSON-RPC message, such as `tools/call`; nil if the message has none or cannot be read.
    package let method: String?
    /// The name of the tool that is called, whether there is such a tool or not.
    package let tool: String?

    /// A trace with these names, of which the first 128 characters are kept.
    package init(method: String?, tool: String?) {
        self.method = method.map(Self.shortened)
        self.tool = tool.map(Self.shortened)
    }

    private static func shortened(_ name: String) -> String {
        guard name.utf8.count > longestName else { return name }
        return String(String.UnicodeScalarView(name.unicodeScalars.prefix(longestName)))
    }

    /// The approximate memory in bytes.
    var weight: Int { (method?.utf8.count ?? 0) + (tool?.utf8.count ?? 0) }

    /// Whether clients send such messages by themselves: to connect, to list the tools or to notify.
    package var isProbe: Bool { method.map { $0 != Self.toolCall } ?? false }
}
