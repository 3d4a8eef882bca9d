import Documents
import Scenarios

/// The result of one step, as reports show it.
struct ReportedStep {
    /// What the step is called.
    let name: String
    /// The name, which no other step of the file has.
    private(set) var uniqueName: String
    /// The line and column of the step in the file.
    let location: SourceLocation
    let outcome: ReportedOutcome
    /// Why the step was not run; nil unless it was skipped.
    let reason: String?
    /// What was not as expected; empty unless the step has failed.
    let failures: [ReportedFailure]
    let exchanges: [ReportedExchange]
    let took: Duration

    init(_ result: StepResult) {
        name = ReportText.of(result.step.name).normalizedLine
        uniqueName = name
        location = result.step.location
        (outcome, reason, failures) =
            switch result.outcome {
            case .passed: (.passed, nil, [])
            case .failed(let failures): (.failed, nil, failures.map(ReportedFailure.init))
            case .skipped(let reason): (.skipped, ReportText.of(reason).normalizedLine, [])
            }
        exchanges = result.exchanges.map(ReportedExchange.init)
        took = result.took
    }

    /// The result of a file that was skipped without results of its steps.
    init(skipped name: String, reason: String, at location: SourceLocation) {
        self.name = name
        uniqueName = name
        self.location = location
        outcome = .skipped
        self.reason = reason
        failures = []
        exchanges = []
        took = .zero
    }

    /// The same step with its number in its unique name, because an earlier step has the same name.
    func numbered(_ number: Int) -> ReportedStep {
        var step = self
        step.uniqueName = "\(name) (step \(number))"
        return step
    }
}
