import Documents
package import Domain
import OrderedCollections

/// A request as it arrived, with the parts by which its repeats are recognized.
package struct RequestArrival: Sendable {
    /// What a request and its repeats have in common: method, target, and the idempotency key or else the body.
    ///
    /// The MCP endpoint uses no idempotency keys, and clients number each message anew. So messages are compared by
    /// their method and parameters.
    struct Identity: Hashable, Sendable {
        let method: String
        let target: String
        let idempotencyKey: String?
        let body: Int
    }

    /// Its number in the journal.
    let seq: Int
    private let method: String
    private let target: String
    private let idempotencyKey: String?
    private let body: [UInt8]
    private let isMessage: Bool
    /// The connection that it came over; nil for a caller in the same process.
    let connection: Int?
    let userAgent: String?
    /// When it came, in wall time.
    let at: Timestamp

    /// An arrival with these values; the idempotency key and the user agent are taken from the headers.
    ///
    /// `isMessage` says whether it went to the MCP endpoint.
    package init(
        seq: Int,
        method: String,
        target: String,
        headers: [HeaderField],
        body: [UInt8],
        connection: Int?,
        at moment: Timestamp,
        isMessage: Bool = false
    ) {
        self.seq = seq
        self.method = method
        self.target = target
        self.body = body
        self.isMessage = isMessage
        idempotencyKey = isMessage ? nil : headers.first { $0.name.lowercased() == "idempotency-key" }?.value
        self.connection = connection
        userAgent = headers.first { $0.name.lowercased() == "user-agent" }?.value
        at = moment
    }

    /// What its repeats have in common with it; without an idempotency key, bodies are compared by their hashes.
    var identity: Identity {
        Identity(
            method: method,
            target: target,
            idempotencyKey: idempotencyKey,
            body: idempotencyKey == nil ? (message ?? body).hashValue : 0
        )
    }

    /// The message without what changes from one attempt to the next; nil if the request is none.
    private var message: [UInt8]? {
        guard isMessage, var members = (try? JSONValue(parsing: body))?.object else { return nil }
        members["id"] = nil
        if var params = members["params"]?.object {
            params["_meta"] = nil
            members["params"] = .object(params)
        }
        return JSONValue.object(members).canonical.serialized
    }
}
