package import Domain

/// A request as it came over the wire: what tells whether it is another one come again.
package struct RequestArrival: Sendable {
    /// What a request and its repeat have in common: method, target, and idempotency key or else the body.
    struct Identity: Hashable, Sendable {
        let method: String
        let target: String
        let idempotencyKey: String?
        let body: Int
    }

    /// Its number in the journal.
    let seq: Int
    let identity: Identity
    /// The connection that it came over; nil for a caller in the same process.
    let connection: Int?
    let userAgent: String?
    /// When it came, in wall time.
    let at: Timestamp

    /// An arrival with those facts.
    package init(
        seq: Int,
        method: String,
        target: String,
        headers: [HeaderField],
        body: [UInt8],
        connection: Int?,
        at moment: Timestamp
    ) {
        let key = headers.first { $0.name.lowercased() == "idempotency-key" }?.value
        self.seq = seq
        identity = Identity(method: method, target: target, idempotencyKey: key, body: key == nil ? body.hashValue : 0)
        self.connection = connection
        userAgent = headers.first { $0.name.lowercased() == "user-agent" }?.value
        at = moment
    }
}
