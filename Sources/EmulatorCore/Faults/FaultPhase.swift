/// When a rule is asked.
package enum FaultPhase: String, CaseIterable, Sendable {
    /// Before anything is checked: the handler does not run.
    case beforeCommit = "before_commit"
    /// After a handler has succeeded: what it did stays done.
    case afterCommit = "after_commit"
}
