package import Domain

/// A request as it arrived, with the parts by which its repeats are recognized.
package struct RequestArrival: Sendable {
    /// What a request and its repeats have in common: method, target, and the idempotency key or else the body.
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

    /// An arrival with these values; the idempotency key and the user agent are taken from the headers.
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

    /// What its repeats have in common with it; without an idempotency key, bodies are compared by their hashes.
    var identity: Identity {
        Identity(
            method: method,
            target: target,
            idempotencyKey: idempotencyKey,
            body: idempotencyKey == nil ? body.hashValue : 0
        )
    }
}
