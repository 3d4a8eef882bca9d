import Domain
import EmulatorCore
import OrderedCollections
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

    /// The reports in the order of the jobs; throws an ``UnfinishedRun`` if the task was cancelled.
    func reports() async throws -> [ScenarioReport] {
        var begun = 0
        var reports: [Int: ScenarioReport] = [:]
        var failure: (any Error)?
        do {
            try await run(&begun, &reports)
        } catch {
            failure = error
        }
        await worlds.finish()
        if Task.isCancelled {
            let cut = jobs.indices.prefix(begun).filter { reports[$0] == nil }.map { jobs[$0].scenario.file }
            throw UnfinishedRun(cut: OrderedSet(cut), waiting: jobs.count - begun)
        }
        if let failure { throw failure }
        return jobs.enumerated().map { index, job in
            reports[index] ?? skipped(job, "another file failed before, and --fail-fast was given")
        }
    }

    /// Runs the jobs; what a job has until it is cancelled is no report.
    private func run(_ begun: inout Int, _ reports: inout [Int: ScenarioReport]) async throws {
        var hasFailed = false
        try await withThrowingTaskGroup(of: (Int, ScenarioReport?).self) { group in
            func begin(_ group: inout ThrowingTaskGroup<(Int, ScenarioReport?), any Error>) {
                guard begun < jobs.count, !Task.isCancelled else { return }
                let (index, job) = (begun, jobs[begun])
                group.addTask {
                    let report = try await report(of: job)
                    return (index, Task.isCancelled ? nil : report)
                }
                begun += 1
            }
            for _ in 0..<width { begin(&group) }
            while let (index, report) = try await group.next() {
                guard let report else { continue }
                reports[index] = report
                progress.end(report)
                if report.hasFailed { hasFailed = true }
                if !hasFailed || !stopsAtFailure { begin(&group) }
            }
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
