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
    private let method: String
    private let target: String
    private let idempotencyKey: String?
    private let body: [UInt8]
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
        self.seq = seq
        self.method = method
        self.target = target
        self.body = body
        idempotencyKey = headers.first { $0.name.lowercased() == "idempotency-key" }?.value
        self.connection = connection
        userAgent = headers.first { $0.name.lowercased() == "user-agent" }?.value
        at = moment
    }

    /// What its repeats have in common with it; a body is as good as its hash.
    var identity: Identity {
        Identity(
            method: method,
            target: target,
            idempotencyKey: idempotencyKey,
            body: idempotencyKey == nil ? body.hashValue : 0
        )
    }
}
