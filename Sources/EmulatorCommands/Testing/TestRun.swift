import Domain
import EmulatorCore
import Scenarios

/// Runs the jobs of a contract test, several at a time.
struct TestRun {
    let jobs: [TestJob]
    let plan: TestPlan
    let worlds: any TestWorlds
    let progress: TestProgress
    /// How many jobs are run at the same time.
    let width: Int
    /// Whether no job is begun after one has failed.
    let stopsAtFailure: Bool
    /// The source of wall time.
    let clock: EmulatorClock

    /// The reports in the order of the jobs.
    func reports() async throws -> [ScenarioReport] {
        var reports: [Int: ScenarioReport] = [:]
        var hasFailed = false
        try await withThrowingTaskGroup(of: (Int, ScenarioReport).self) { group in
            var waiting = jobs.enumerated().makeIterator()
            let begin = { (group: inout ThrowingTaskGroup<(Int, ScenarioReport), any Error>) in
                guard let (index, job) = waiting.next() else { return }
                group.addTask { (index, try await report(of: job)) }
            }
            for _ in 0..<width { begin(&group) }
            while let (index, report) = try await group.next() {
                reports[index] = report
                progress.end(report)
                if report.hasFailed { hasFailed = true }
                if !hasFailed || !stopsAtFailure { begin(&group) }
            }
        }
        return jobs.enumerated().map { index, job in
            reports[index] ?? skipped(job, "another file failed before, and --fail-fast was given")
        }
    }

    private func report(of job: TestJob) async throws(CommandError) -> ScenarioReport {
        if job.scenario.steps.isEmpty { return skipped(job, "no steps") }
        if let obstacle = worlds.obstacle(to: job.scenario) { return skipped(job, obstacle) }
        switch plan.orders {
        case nil: return try await worlds.report(of: job, plan)
        case .all(let limit):
            var walk = OrderWalk(job, in: worlds, plan, limit: limit)
            return try await walk.report()
        case .one(let order):
            return try await OrderedRun(order: order, job: job, plan: plan).requestedReport(in: worlds)
        }
    }

    private func skipped(_ job: TestJob, _ reason: String) -> ScenarioReport {
        ScenarioReport(skipped: job.scenario, reason: reason, repetition: job.repetition, at: clock.now)
    }
}
