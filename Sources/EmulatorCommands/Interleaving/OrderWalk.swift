import Scenarios

/// Runs one scenario in the orders in which what its steps cause can arrive, until one of them breaks an expectation.
struct OrderWalk {
    /// A step whose orders are tried.
    private struct Candidate {
        let step: Int
        /// How many things arrive; counted again in the run in the vendor's order.
        var count: Int
        /// Whether its orders are tried, which is not so if the file fails as soon as its deliveries are held.
        var isOrdered = true

        var permutations: Permutations { Permutations(count: count) }
    }

    private let worlds: any TestWorlds
    private let plan: TestPlan
    private let job: TestJob
    private let limit: Int
    private var candidates: [Candidate] = []
    private var tested = 0
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
        candidates = observer.candidates(in: job.scenario).map { Candidate(step: $0.step, count: $0.count) }
        let failed = try await firstFailure(seed: plain.seed)
        return (failed ?? plain).report(of: testedOrders, startedAt: plain.startedAt, took: took)
    }

    // MARK: Orders

    /// Tries the orders of all steps, those with the fewest differences from the vendor's order first.
    private mutating func firstFailure(seed: UInt64?) async throws(CommandError) -> ScenarioReport? {
        try await tryVendorsOrders(seed: seed)
        var swaps = 1
        while tested < limit, candidates.contains(where: { $0.isOrdered && swaps <= $0.permutations.mostSwaps }) {
            for candidate in candidates where candidate.isOrdered {
                let permutations = candidate.permutations
                for places in permutations.permutations(swaps: swaps, limit: limit - tested) {
                    let order = StepOrder(step: candidate.step, places: places)
                    if let failed = try await run(order, seed: seed).failure { return failed }
                }
            }
            swaps += 1
        }
        return nil
    }

    /// Runs the vendor's order of each step, which shows what the step causes.
    private mutating func tryVendorsOrders(seed: UInt64?) async throws(CommandError) {
        for index in candidates.indices where tested < limit {
            let (failure, result) = try await run(StepOrder(step: candidates[index].step, places: [1]), seed: seed)
            candidates[index].count = max(1, result?.names.count ?? 1)
            // The deliveries have arrived in the same order as without holds, so the order is not what fails.
            candidates[index].isOrdered = failure == nil && result?.problem == nil
        }
    }

    /// Runs the scenario in an order; the failure is nil if all steps pass.
    private mutating func run(
        _ order: StepOrder,
        seed: UInt64?
    ) async throws(CommandError) -> (failure: ScenarioReport?, result: OrderResult?) {
        let (report, result) = try await OrderedRun(order: order, job: job, plan: plan).report(in: worlds, seed: seed)
        tested += 1
        took += report.took
        return (report.hasFailed ? report : nil, result)
    }

    // MARK: Totals

    private var testedOrders: TestedOrders {
        var possible: Int? = 0
        for candidate in candidates {
            let total = candidate.isOrdered ? candidate.permutations.total : 1
            possible = possible.flatMap { sum in total.flatMap { Self.sum(sum, $0) } }
        }
        let steps = job.scenario.steps
        return TestedOrders(
            tested: tested,
            possible: possible,
            unordered: candidates.filter { !$0.isOrdered }.map { steps[$0.step - 1].name }
        )
    }

    private static func sum(_ first: Int, _ second: Int) -> Int? {
        let (sum, hasOverflown) = first.addingReportingOverflow(second)
        return hasOverflown ? nil : sum
    }
}
