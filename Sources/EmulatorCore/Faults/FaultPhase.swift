/// When a fault rule is applied: before the handler of a request runs or after it.
package enum FaultPhase: String, CaseIterable, Sendable {
    /// Before any check of the request; if a fault is injected, the handler does not run.
    case beforeCommit = "before_commit"
    /// After the handler has succeeded; its changes are kept.
    case afterCommit = "after_commit"
}
