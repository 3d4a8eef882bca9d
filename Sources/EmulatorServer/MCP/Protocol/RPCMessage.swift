import Documents
import OrderedCollections

/// A JSON-RPC 2.0 message.
enum RPCMessage: Equatable {
    /// A request; `params` that are null count as absent.
    case request(id: RPCRequestID, method: String, params: JSONValue?)
    case notification(method: String)
    /// A result or an error that the client sent.
    case response

    /// Reads a message; throws the error for bytes that are not one.
    init(reading bytes: [UInt8]) throws(RPCError) {
        guard let value = try? JSONValue(parsing: bytes) else { throw RPCError(.parseError, "Parse error") }
        guard value.array == nil else { throw .invalid("batches are not supported") }
        guard let members = value.object else { throw .invalid("the message must be an object") }
        guard members["jsonrpc"]?.string == "2.0" else { throw .invalid("`jsonrpc` must be \"2.0\"") }
        guard let method = members["method"] else {
            guard members["result"] != nil || members["error"] != nil else { throw .invalid("`method` is missing") }
            self = .response
            return
        }
        guard let method = method.string else { throw .invalid("`method` must be a string") }
        guard let parsed = members["id"] else {
            self = .notification(method: method)
            return
        }
        guard let id = RPCRequestID(json: Self.text(of: parsed, in: bytes)) else {
            throw .invalid("`id` must be an integer or a string")
        }
        let params = members["params"]
        self = .request(id: id, method: method, params: params?.isNull == true ? nil : params)
    }

    /// The text of the id as the client sent it.
    private static func text(of id: JSONValue, in bytes: [UInt8]) -> [UInt8] {
        // Only zero has two texts, 0 and -0.
        if case .integer(let number) = id, number != 0 { return id.serialized }
        return JSONMemberText.value(of: "id", in: bytes) ?? id.serialized
    }
}

extension RPCError {
    fileprivate static func invalid(_ reason: String) -> RPCError {
        RPCError(.invalidRequest, "Invalid request: \(reason)")
    }
}
