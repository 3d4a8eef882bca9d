import Scenarios

/// A run of a scenario in which what one step causes arrives in a given order.
struct OrderedRun {
    let order: StepOrder
    let job: TestJob
    let plan: TestPlan

    /// The report, in which a failure names the order; the result is nil if the step was not run.
    func report(
        in worlds: any TestWorlds,
        seed: UInt64?
    ) async throws(CommandError) -> (ScenarioReport, OrderResult?) {
        let recorder = OrderRecorder()
        var plan = plan
        plan.seed = seed ?? plan.seed
        plan.arrival = .ordered(order, recorder)
        let report = try await worlds.report(of: job, plan)
        guard let result = recorder.result, let step = job.scenario.steps.first(where: { $0.number == order.step })
        else { return (report, recorder.result) }
        let again = report.seed.map { "--seed \($0) " } ?? ""
        let text =
            "the order of arrival in step \(order.step) (\(step.name)) was: \(result.words); "
            + "run it again with \(again)--order \(order)"
        return (report.explained(by: StepFailure(text, at: step.location)), result)
    }

    /// The report of a run that was asked for; throws if the step does not cause what the order names.
    func requestedReport(in worlds: any TestWorlds) async throws(CommandError) -> ScenarioReport {
        let step = job.scenario.steps.first { $0.number == order.step }
        if let step, let obstacle = step.obstacleToOrders {
            throw Self.mistake(order, "step \(order.step) (\(step.name)) \(obstacle)")
        }
        let (report, result) = try await report(in: worlds, seed: nil)
        guard let result else {
            guard report.hasFailed else { throw Self.mistake(order, "step \(order.step) sends no request") }
            return report
        }
        if let problem = result.problem { throw Self.mistake(order, problem) }
        let count = result.names.count
        guard count == order.places.count else {
            let names = result.names.enumerated().map { "\($0 + 1) is \($1)" }.joined(separator: ", ")
            let list = names.isEmpty ? "" : " (\(names))"
            let things = count == 1 ? "1 thing" : "\(count) things"
            throw Self.mistake(order, "step \(order.step) has \(things) to put in order\(list)")
        }
        return report
    }

    private static func mistake(_ order: StepOrder, _ text: String) -> CommandError {
        .setting("--order \(order): \(text)")
    }
}
