import Domain
import NIOCore
import Synchronization
import Webhooks

@testable import EmulatorCore
@testable import WorldRunning

extension Timestamp {
    /// 2026-06-04T10:00:00.000Z, the time of the frozen clocks.
    static let start = Timestamp(milliseconds: 1_780_567_200_000)
}

/// A world with a runner that sends its attempts through a scripted transport.
struct RunningWorld {
    let world: World
    let transport: ScriptedTransport
    private let runner: EventLoopRunner
    private let wall: EmulatorClock

    /// Creates a world whose clock is frozen at the start, or runs with a clock, by default the machine's.
    ///
    /// Deliveries wait behind a slow attempt for `releaseDelay`, by default longer than any test runs.
    init(
        isFrozen: Bool = true,
        wall: EmulatorClock = .system,
        transport: ScriptedTransport,
        policy: WebhookPolicy = WebhookPolicy(),
        releaseDelay: TimeAmount = .hours(1)
    ) {
        let wall = isFrozen ? EmulatorClock { .start } : wall
        runner = EventLoopRunner(
            eventLoop: transport.eventLoop,
            transport: transport,
            wall: wall,
            releaseDelay: releaseDelay
        )
        let seed = WorldSeed(value: 42, key: "kdv_test_local")
        let organization = Baseline.standard(seed: 42, randomSeed: 0).organization(
            key: seed.key,
            layer: OrganizationPatch()
        )
        let state = WorldState(organization: organization, seed: seed)
        world = World(
            state: state,
            changes: ChangeLog(startingWith: DatedState(state, wall: wall.now)),
            seed: seed,
            budget: JournalBudget(),
            runner: runner
        )
        self.transport = transport
        self.wall = wall
        world.transaction { $0.setPolicy(policy) }
        if isFrozen { world.setClock(.frozen, to: .start, wall: .start) }
    }

    /// The moment on the world's clock.
    var now: Timestamp {
        let wall = wall.now
        return world.transaction { $0.now(wall: wall) }
    }

    /// All deliveries, oldest first.
    var rows: [WebhookDelivery] {
        world.transaction { Array($0.deliveries.newestFirst(in: .init())).reversed() }
    }

    /// Adds webhook subscriptions to those events.
    func addEndpoints(_ count: Int = 1, events: [String] = ["customer.created"]) {
        world.transaction { state in
            for number in 0..<count {
                let draft = WebhookSubscriptionDraft(url: "https://\(number).example/hook", events: events)
                _ = state.createWebhookSubscription(draft, at: .start)
            }
        }
    }

    /// Keeps subscriptions enabled however often their receivers fail.
    func neverDisable() {
        world.transaction { state in
            guard let never = Switch.autoDisableAfter.readings.last else { return }
            state.organization.switches[.autoDisableAfter] = never
        }
    }

    /// Adds customers in one change.
    @discardableResult
    func addCustomers(_ count: Int = 1) throws -> [Customer] {
        let wall = wall.now
        return try world.transaction { state throws(DomainError) in
            let team = try state.organization.team(requested: nil)
            let now = state.now(wall: wall)
            return (0..<count).map { state.createCustomer(CustomerDraft(name: "Customer \($0)"), in: team, at: now) }
        }
    }

    /// Advances the clock and waits for the result.
    func advance(_ step: ClockStep) async -> Result<AdvanceReport, AdvanceRefusal> {
        await withCheckedContinuation { continuation in
            runner.advance(world, step) { continuation.resume(returning: $0) }
        }
    }

    /// Begins to advance the clock; the result is yielded to `results`.
    func advance(_ step: ClockStep, to results: AsyncStream<Result<AdvanceReport, AdvanceRefusal>>.Continuation) {
        runner.advance(world, step) { results.yield($0) }
    }

    /// Waits until the runner has done everything that was requested so far.
    func settle() async throws {
        for _ in 0..<3 { try await transport.eventLoop.submit {}.get() }
    }
}

/// A counter that several threads may use.
final class Tally: Sendable {
    private let count = Atomic<Int>(0)

    var value: Int { count.load(ordering: .sequentiallyConsistent) }

    /// Adds one and returns the new count.
    @discardableResult
    func add() -> Int { count.add(1, ordering: .sequentiallyConsistent).newValue }
}
