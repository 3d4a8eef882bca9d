/// The `Idempotency-Key` of a request and its part in the record.
struct IdempotencyUse: Sendable {
    let key: String
    let fingerprint: [UInt8]
    /// Whether the answer comes from the record of an earlier call.
    var isReplay = false
    /// Whether this call created the record and must complete or remove it.
    var isOwner = false
}
