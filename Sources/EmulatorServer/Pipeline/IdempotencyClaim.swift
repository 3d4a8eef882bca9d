import EmulatorCore

/// What the `Idempotency-Key` of a request leads to.
enum IdempotencyClaim: Sendable {
    /// The request has none, or is the first one with it.
    case first
    /// An earlier call has left its answer.
    case replay(StoredAnswer)
    /// An earlier call is still running in that world.
    case running(key: String, World)
}
