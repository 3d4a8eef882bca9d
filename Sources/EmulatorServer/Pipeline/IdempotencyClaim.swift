import EmulatorCore

/// The result of claiming the `Idempotency-Key` of a request.
enum IdempotencyClaim: Sendable {
    /// The request has no key, or is the first with it.
    case first
    /// An earlier call with the key has this answer.
    case replay(StoredAnswer)
    /// An earlier call with the key of the request is still running in the world of its sender.
    case running(key: String, Member)
}
