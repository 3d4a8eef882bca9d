@testable import EmulatorCommands
@testable import Scenarios

/// A server on which a test decides how many deliveries each step causes, and what becomes of each order.
struct ScriptedWorlds: TestWorlds {
    /// A run in an order.
    struct Run: Sendable {
        /// What the step has caused; nil if it was not run.
        var result: OrderResult?
        var hasFailed = false
    }

    let isParallel = false
    /// How many deliveries come during a step, by its number.
    let deliveries: [Int: Int]
    let run: @Sendable (StepOrder) -> Run

    func obstacle(to scenario: Scenario) -> String? { nil }

    func report(of job: TestJob, _ plan: TestPlan) async -> ScenarioReport {
        switch plan.arrival {
        case .none: return SampleReports.passed
        case .observed(let observer):
            var known: Set<String> = []
            for step in job.scenario.steps {
                for index in 0..<(deliveries[step.number] ?? 0) { known.insert("\(step.number) \(index)") }
                observer.count(known, after: StepResult(step, .passed, exchanges: [], took: .zero))
            }
            return SampleReports.passed
        case .ordered(let order, let recorder):
            let run = run(order)
            if let result = run.result { recorder.record(result) }
            return run.hasFailed ? SampleReports.failed : SampleReports.passed
        }
    }

    func finish() async {}
}
