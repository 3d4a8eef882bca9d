import Documents
import Domain

/// What is sent for an MCP message: a status and, if the message is answered, a JSON body.
struct MCPAnswer: Equatable, Sendable {
    let status: Int
    /// The JSON-RPC response; nil for an accepted notification.
    let body: [UInt8]?

    /// The answer to a notification or a response of the client.
    static let accepted = MCPAnswer(status: 202, body: nil)

    /// The answer whose status and body are these.
    init(status: Int, body: [UInt8]?) {
        self.status = status
        self.body = body
    }

    /// The answer with the result that `write` adds; `capacity` is its expected size in bytes.
    init(id: RPCRequestID, capacity: Int = 512, result write: (inout JSONWriter) -> Void) {
        status = 200
        body = JSONWriter.bytes(capacity: capacity) { writer in
            writer.object { writer in
                writer.member("jsonrpc", "2.0")
                writer.key("id")
                writer.raw(id.json)
                writer.key("result")
                write(&writer)
            }
        }
    }

    /// The answer with an error; without an id it is `null`, because some clients ignore a body that has none.
    init(_ error: RPCError, id: RPCRequestID?, status: Int) {
        self.status = status
        body = JSONWriter.bytes { writer in
            writer.object { writer in
                writer.member("jsonrpc", "2.0")
                writer.key("id")
                writer.raw(id?.json ?? Array("null".utf8))
                writer.key("error")
                writer.object { writer in
                    writer.member("code", error.code.rawValue)
                    writer.member("message", error.message)
                    if let data = error.data { writer.member("data", data) }
                }
            }
        }
    }

    /// The answer to a readable request with an error, whose status depends on the era.
    ///
    /// In the handshake era it is 200, because clients of that era treat any other status as a broken connection.
    init(_ error: RPCError, id: RPCRequestID, era: MCPRevision.Era) {
        let status =
            switch (era, error.code) {
            case (.handshake, _), (.modern, .internalError): 200
            case (.modern, .methodNotFound): 404
            case (.modern, .parseError), (.modern, .invalidRequest), (.modern, .invalidParams),
                (.modern, .headerMismatch), (.modern, .unsupportedProtocolVersion):
                400
            }
        self.init(error, id: id, status: status)
    }
}
