import Documents
import Domain

/// A JSON-RPC error: code, message and data.
struct RPCError: Error, Equatable {
    /// The codes that JSON-RPC and the Model Context Protocol define and that a server of tools needs.
    enum Code: Int {
        case parseError = -32700
        case invalidRequest = -32600
        case methodNotFound = -32601
        case invalidParams = -32602
        case internalError = -32603
        case headerMismatch = -32020
        case unsupportedProtocolVersion = -32022
    }

    let code: Code
    let message: String
    var data: JSONValue?

    init(_ code: Code, _ message: String, data: JSONValue? = nil) {
        self.code = code
        self.message = message
        self.data = data
    }

    /// The error for a version that is not served; `code` depends on where the version was named.
    static func unsupportedVersion(
        _ requested: String,
        served: [MCPRevision],
        code: Code = .unsupportedProtocolVersion
    ) -> RPCError {
        let data: JSONValue = [
            "supported": .array(served.map { .string($0.rawValue) }),
            "requested": .string(requested),
        ]
        return RPCError(code, "Unsupported protocol version", data: data)
    }
}
