/// A rule for clients of the API or for receivers of webhooks.
package enum GradeRule: String, CaseIterable, Sendable {
    // Rules for clients.
    case retryAfter = "retry_after"
    case backoff
    case idempotencyKey = "idempotency_key"
    case paging
    // Rules for receivers.
    case signature, duplicates, deadline

    /// The code that looks for cases of the rule.
    var check: any GradeCheck.Type {
        switch self {
        case .retryAfter: RetryAfterCheck.self
        case .backoff: BackoffCheck.self
        case .idempotencyKey: IdempotencyKeyCheck.self
        case .paging: PagingCheck.self
        case .signature: SignatureCheck.self
        case .duplicates: DuplicatesCheck.self
        case .deadline: DeadlineCheck.self
        }
    }

    /// Whether the rule is about requests in the journal rather than about deliveries.
    var isAboutRequests: Bool {
        switch self {
        case .retryAfter, .backoff, .idempotencyKey, .paging: true
        case .signature, .duplicates, .deadline: false
        }
    }
}
