import Scenarios

/// Runs one scenario in the orders in which what its steps cause can arrive, until one of them breaks an expectation.
struct OrderWalk {
    /// A step whose orders are tried.
    private struct Candidate {
        let step: Step
        /// How many things arrive; counted again in the run in the vendor's order.
        var count: Int
        /// The names of what arrives in the vendor's order; nil until the run in this order has succeeded.
        var names: [String]?
        /// Whether nothing can be said about its orders.
        var isLeftOut = false

        var permutations: Permutations { Permutations(count: count) }
    }

    private let worlds: any TestWorlds
    private let plan: TestPlan
    private let job: TestJob
    private let limit: Int
    private var candidates: [Candidate] = []
    /// How many runs there were in an order, whether it was kept or not.
    private var runs = 0
    private var tested = 0
    private var untested: [TestedOrders.Untested] = []
    private var took = Duration.zero

    init(_ job: TestJob, in worlds: any TestWorlds, _ plan: TestPlan, limit: Int) {
        self.worlds = worlds
        self.plan = plan
        self.job = job
        self.limit = limit
    }

    /// The report of the run in which an order breaks an expectation; without one, that of the run without holds.
    mutating func report() async throws(CommandError) -> ScenarioReport {
        let observer = DeliveryObserver()
        var observing = plan
        observing.arrival = .observed(observer)
        let plain = try await worlds.report(of: job, observing)
        took = plain.took
        guard !plain.hasFailed else { return plain }
        for finding in observer.findings {
            if let obstacle = finding.step.obstacleToOrders {
                leaveOut(finding.step, "it \(obstacle)")
            } else {
                candidates.append(Candidate(step: finding.step, count: finding.count))
            }
        }
        try await tryVendorsOrders(seed: plain.seed)
        let failed = try await firstFailure(seed: plain.seed)
        return (failed ?? plain).report(of: testedOrders, startedAt: plain.startedAt, took: took)
    }

    private mutating func leaveOut(_ step: Step, _ reason: String) {
        untested.append(TestedOrders.Untested(step: step.name, reason: reason))
    }

    // MARK: Orders

    /// Runs the vendor's order of each step, which shows what the step causes.
    private mutating func tryVendorsOrders(seed: UInt64?) async throws(CommandError) {
        for index in candidates.indices where runs < limit {
            let candidate = candidates[index]
            let (report, result) = try await run(StepOrder(step: candidate.step.number, places: [1]), seed: seed)
            let names = result?.names ?? []
            if let obstacle = Self.obstacle(to: result, report) ?? Self.obstacle(to: candidate, result, report) {
                candidates[index].isLeftOut = true
                leaveOut(candidate.step, obstacle)
                continue
            }
            tested += 1
            candidates[index].count = names.count
            candidates[index].names = names
            if names.count < candidate.count { leaveOut(candidate.step, Self.rest(of: candidate, besides: names)) }
        }
    }

    /// Tries the other orders, those with the fewest differences from the vendor's order first.
    private mutating func firstFailure(seed: UInt64?) async throws(CommandError) -> ScenarioReport? {
        let ordered = candidates.compactMap { candidate in
            candidate.names.map { (step: candidate.step, names: $0, permutations: candidate.permutations) }
        }
        var swaps = 1
        while runs < limit, ordered.contains(where: { swaps <= $0.permutations.mostSwaps }) {
            for candidate in ordered {
                for places in candidate.permutations.permutations(swaps: swaps, limit: limit - runs) {
                    let order = StepOrder(step: candidate.step.number, places: places)
                    let (report, result) = try await run(order, seed: seed)
                    if let obstacle = Self.obstacle(to: result, report, expecting: candidate.names) {
                        let step = candidate.step.name
                        untested.append(
                            TestedOrders.Untested(step: step, order: order.description, reason: obstacle)
                        )
                        continue
                    }
                    tested += 1
                    if report.hasFailed { return report }
                }
            }
            swaps += 1
        }
        return nil
    }

    private mutating func run(
        _ order: StepOrder,
        seed: UInt64?
    ) async throws(CommandError) -> (ScenarioReport, OrderResult?) {
        let (report, result) = try await OrderedRun(order: order, job: job, plan: plan).report(in: worlds, seed: seed)
        runs += 1
        took += report.took
        return (report, result)
    }

    // MARK: Totals

    private var testedOrders: TestedOrders {
        var possible: Int? = 0
        for candidate in candidates where !candidate.isLeftOut {
            let total = candidate.permutations.total
            possible = possible.flatMap { sum in total.flatMap { Self.sum(sum, $0) } }
        }
        return TestedOrders(tested: tested, possible: possible, untested: untested)
    }

    private static func sum(_ first: Int, _ second: Int) -> Int? {
        let (sum, hasOverflown) = first.addingReportingOverflow(second)
        return hasOverflown ? nil : sum
    }
}

/// Why a run says nothing about an order.
extension OrderWalk {
    /// Why the run was not in the intended order; nil if it was.
    ///
    /// `expected` are the names in the vendor's order; nil in the run that finds them.
    private static func obstacle(
        to result: OrderResult?,
        _ report: ScenarioReport,
        expecting expected: [String]? = nil
    ) -> String? {
        guard let result else {
            return report.hasFailed ? "the file failed before this step" : "the step sent no request"
        }
        let failure = report.hasFailed ? ", and the file failed" : ""
        if let problem = result.problem { return problem + failure }
        guard let expected, result.names != expected else { return nil }
        let names = result.names.joined(separator: ", ")
        return "there was something else to put in order (\(names.isEmpty ? "nothing" : names))" + failure
    }

    /// Why the other orders of a step are not tried after the run in the vendor's order; nil if they are.
    private static func obstacle(
        to candidate: Candidate,
        _ result: OrderResult?,
        _ report: ScenarioReport
    ) -> String? {
        let names = result?.names ?? []
        guard names.count > 1 else { return rest(of: candidate, besides: names) }
        if let name = result?.unanswered.first { return "\(name) got no response in the vendor's order" }
        return report.hasFailed ? "the file fails as soon as they are held, even in the vendor's order" : nil
    }

    private static func rest(of candidate: Candidate, besides names: [String]) -> String {
        let missing = candidate.count - names.count
        return "\(missing) of the \(candidate.count) things that came while it ran could not be held"
    }
}
