/// What one answer counts for: the operation, the status and, if there is one, the error code.
struct CountedAnswer: Hashable, Sendable {
    /// The operationId; nil if no operation matched the request.
    let operation: String?
    let status: Int
    /// The error code; nil for a success and for a replayed error.
    let code: String?
}
