/// How a request uses its `Idempotency-Key`.
struct IdempotencyUse: Sendable {
    let key: String
    let fingerprint: [UInt8]
    /// Whether the answer comes from the record of an earlier call.
    var isReplay = false
    /// Whether this call holds the record and must end it.
    var isOwner = false
}
