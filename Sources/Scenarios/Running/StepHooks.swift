/// What is called around the steps of a run, such as to show its progress.
package struct StepHooks: Sendable {
    /// Called before a step that is run.
    package var before: @Sendable (Step) async -> Void
    /// Called after a step that was run, before the next one begins.
    package var after: @Sendable (StepResult) async -> Void

    /// Hooks that do nothing unless they are given.
    package init(
        before: @escaping @Sendable (Step) async -> Void = { _ in },
        after: @escaping @Sendable (StepResult) async -> Void = { _ in }
    ) {
        self.before = before
        self.after = after
    }
}
