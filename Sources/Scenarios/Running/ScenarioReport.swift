package import Domain

/// The results of the steps of one scenario file.
package struct ScenarioReport: Sendable {
    /// Whether the steps of a file were run, and whether all of them passed.
    package enum Outcome: Sendable {
        case passed
        case failed
        /// No step was run.
        case skipped(reason: String)
    }

    /// The path under which the file was opened.
    package let file: String
    /// The name of the scenario.
    package let scenario: String
    /// The member `description`.
    package let description: String?
    /// The seed of its world; nil if another server has chosen it.
    package let seed: UInt64?
    /// Which repetition it is, from 1.
    package let repetition: Int
    /// The outcome.
    package private(set) var outcome: Outcome
    /// The results in the order of the steps; steps after a failure are skipped unless they are always run.
    package private(set) var steps: [StepResult]
    /// When it began, in wall time.
    package let startedAt: Timestamp
    /// How long it took in wall time.
    package let took: Duration
    /// The orders of arrival that were tried; nil if that was not asked for.
    package var orders: TestedOrders?
}

extension ScenarioReport {
    /// Whether a step has failed.
    package var hasFailed: Bool { if case .failed = outcome { true } else { false } }

    /// The report of one of several runs as that of all of them, with the time that they took together.
    package func report(of orders: TestedOrders, startedAt: Timestamp, took: Duration) -> ScenarioReport {
        ScenarioReport(
            file: file,
            scenario: scenario,
            description: description,
            seed: seed,
            repetition: repetition,
            outcome: outcome,
            steps: steps,
            startedAt: startedAt,
            took: took,
            orders: orders
        )
    }

    /// The same report with one more failure in the step that has failed, which says under which condition it fails.
    package func explained(by failure: StepFailure) -> ScenarioReport {
        ScenarioReport(
            file: file,
            scenario: scenario,
            description: description,
            seed: seed,
            repetition: repetition,
            outcome: outcome,
            steps: steps.map { $0.explained(by: failure) },
            startedAt: startedAt,
            took: took,
            orders: orders
        )
    }
}

extension ScenarioReport {
    /// The report of a scenario that could not be run, as a failure of its first step.
    package init(failed scenario: Scenario, _ message: String, repetition: Int, at now: Timestamp) {
        self.init(skipped: scenario, reason: message, repetition: repetition, at: now)
        outcome = .failed
        steps = scenario.steps.enumerated().map { index, step in
            index == 0
                ? StepResult(skipped: step, reason: message).failed(by: StepFailure(message, at: step.location))
                : StepResult(skipped: step, reason: "an earlier step failed")
        }
    }

    /// The same report with a failure of the last step that was run, for what went wrong after the steps.
    package func failed(_ message: String) -> ScenarioReport {
        var report = self
        let last = steps.lastIndex { if case .skipped = $0.outcome { false } else { true } }
        guard let index = last ?? steps.indices.last else { return report }
        report.outcome = .failed
        report.steps[index] = steps[index].failed(by: StepFailure(message, at: steps[index].step.location))
        return report
    }

    /// The report of a scenario of which no step was run.
    package init(skipped scenario: Scenario, reason: String, repetition: Int = 1, at now: Timestamp) {
        self.init(
            file: scenario.file,
            scenario: scenario.name,
            description: scenario.description,
            seed: nil,
            repetition: repetition,
            outcome: .skipped(reason: reason),
            steps: [],
            startedAt: now,
            took: .zero
        )
    }
}
