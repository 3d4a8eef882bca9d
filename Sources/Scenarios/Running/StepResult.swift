/// The result of one step.
package struct StepResult: Sendable {
    /// Whether a step was run, and whether everything was as expected.
    package enum Outcome: Sendable {
        case passed
        /// What was not as expected; at least one finding.
        case failed([StepFailure])
        /// An earlier step has failed, the step needs what that one has not left, or a filter does not select it.
        case skipped(reason: String)
    }

    /// The step in the file.
    package let step: Step
    /// The outcome.
    package let outcome: Outcome
    /// What was sent and received; empty if nothing was sent.
    package let exchanges: [StepExchange]
    /// How long it took in wall time.
    package let took: Duration
    /// Whether the remaining steps of the file are skipped if this one has failed.
    let endsFile: Bool

    init(_ step: Step, _ outcome: Outcome, exchanges: [StepExchange], took: Duration, endsFile: Bool = true) {
        self.step = step
        self.outcome = outcome
        self.exchanges = exchanges
        self.took = took
        self.endsFile = endsFile
    }

    /// The same result with one more failure, if the step has failed.
    func explained(by failure: StepFailure) -> StepResult {
        switch outcome {
        case .passed, .skipped: self
        case .failed(let failures):
            StepResult(step, .failed(failures + [failure]), exchanges: exchanges, took: took, endsFile: endsFile)
        }
    }

    /// The same result as a failure, or with one more.
    func failed(by failure: StepFailure) -> StepResult {
        let failures = if case .failed(let failures) = outcome { failures } else { [StepFailure]() }
        return StepResult(step, .failed(failures + [failure]), exchanges: exchanges, took: took)
    }

    /// The result of a step that was not run.
    init(skipped step: Step, reason: String) {
        self.init(step, .skipped(reason: reason), exchanges: [], took: .zero)
    }
}
