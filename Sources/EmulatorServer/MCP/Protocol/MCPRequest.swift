import Documents
import Domain

/// A request that has passed the checks of the protocol.
struct MCPRequest: Equatable, Sendable {
    /// What is requested.
    enum Method: Equatable, Sendable {
        case initialize
        case ping
        case discover
        case listTools
        case callTool(name: String, arguments: JSONObject)
    }

    let id: RPCRequestID
    let method: Method
    /// The revision of the answer; for `initialize`, the one that is agreed on.
    let revision: MCPRevision
}
