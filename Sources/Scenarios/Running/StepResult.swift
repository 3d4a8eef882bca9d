/// The result of one step.
package struct StepResult: Sendable {
    package enum Outcome: Sendable {
        case passed
        /// What was not as expected; at least one finding.
        case failed([StepFailure])
        /// An earlier step has failed, or a filter does not select the step.
        case skipped(reason: String)
    }

    package let step: Step
    package let outcome: Outcome
    /// What was sent and received; empty if nothing was sent.
    package let exchanges: [StepExchange]
    /// How long it took in wall time.
    package let took: Duration
}
