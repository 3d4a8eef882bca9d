import Domain
import Testing

@testable import EmulatorCore

struct WorldRunnerTests {
    private let runner = RecordingRunner()
    private let world: World

    init() {
        let organization = Baseline.standard(seed: 42, randomSeed: 0).organization(
            key: "kdv_test_local",
            layer: OrganizationPatch()
        )
        let state = WorldState(organization: organization, seed: .sample)
        world = .sample(state, runner: runner)
    }

    @Test func `a change without work for the runner does not wake the runner`() throws {
        try world.addCustomer()
        world.addEndpoint()
        world.transaction { state in state.organization.name = "Other" }
        _ = world.transaction { $0.rowCount }
        #expect(runner.wakes == 0)
    }

    @Test func `a change that creates deliveries wakes the runner once`() throws {
        for _ in 0..<3 { world.addEndpoint() }
        try world.addCustomer()
        #expect(world.transaction { $0.rowCount } == 3)
        #expect(runner.wakes == 1)
        try world.addCustomer()
        #expect(runner.wakes == 2)
    }

    @Test func `a change by the runner itself wakes it only for deliveries that enter the queue after it`() throws {
        world.addEndpoint()
        try world.addCustomer()
        #expect(runner.wakes == 1)
        let tickets = world.run(at: .start) { $0.startAttempts(wall: .start) }
        #expect(tickets.count == 1)
        let report = AttemptReport(headers: [], outcome: .failed(.reset), tookMilliseconds: 0)
        // The failure sets a timer and frees a place for another attempt.
        let verdicts = world.run { state in
            tickets.map { state.finishAttempt($0, report, wall: .start) }
        }
        #expect(verdicts == [.retry])
        #expect(runner.wakes == 1)
        let added = world.run { state in
            state.trigger(at: .start) { id in
                WebhookEvent(type: "customer.created", id: id.description, source: .kirim, body: [0x7B, 0x7D])
            }.deliveries
        }
        #expect(added.count == 1)
        #expect(runner.wakes == 2)
    }

    @Test func `a change by the runner runs the timers that are due before it`() throws {
        let id = try world.addCustomer()
        try world.transaction { state throws(DomainError) in
            state.organization.onboarding.mode = .automatic
            state.organization.onboarding.after = .hours(1)
            _ = try state.createSetupLink(SetupLinkDraft(), for: try state.customer(id), at: .start)
        }
        #expect(world.run { $0.accounts.count } == 0)
        #expect(world.run(at: .start.adding(.hours(1))) { $0.accounts.count } == 1)
    }

    @Test func `a new policy wakes the runner if deliveries wait`() throws {
        world.transaction { $0.setPolicy(WebhookPolicy()) }
        #expect(runner.wakes == 0)
        world.addEndpoint()
        try world.addCustomer()
        #expect(runner.wakes == 1)
        world.transaction { $0.setPolicy(WebhookPolicy()) }
        #expect(runner.wakes == 2)
    }

    @Test func `a new clock or a new timer wakes the runner`() throws {
        world.setClock(.frozen, to: nil, wall: .start)
        #expect(runner.wakes == 1)
        let id = try world.addCustomer()
        try world.transaction { state throws(DomainError) in
            state.organization.onboarding.mode = .automatic
            _ = try state.createSetupLink(SetupLinkDraft(), for: try state.customer(id), at: .start)
        }
        #expect(runner.wakes == 2)
    }

    @Test func `a world that is made with a timer wakes its runner at the first request`() throws {
        let id = try world.addCustomer()
        let state = try world.transaction { state throws(DomainError) in
            state.organization.onboarding.mode = .automatic
            _ = try state.createSetupLink(SetupLinkDraft(), for: try state.customer(id), at: .start)
            return state
        }
        let runner = RecordingRunner()
        let other = World.sample(state, runner: runner)
        #expect(runner.wakes == 0)
        other.read(at: .start) { _ in }
        #expect(runner.wakes == 1)
        other.read(at: .start) { _ in }
        #expect(runner.wakes == 1)
    }

    @Test func `a refused change does not wake the runner`() {
        #expect(throws: DomainError.notFound(resource: "customer", id: "cus_unknown")) {
            try world.transaction { state throws(DomainError) in
                _ = try state.customer("cus_unknown")
            }
        }
        #expect(runner.wakes == 0)
    }

    @Test func `a refused change wakes the runner for the deliveries of timers that were due before it`() throws {
        let id = try world.addCustomer()
        try world.transaction { state throws(DomainError) in
            state.organization.onboarding.mode = .automatic
            state.organization.onboarding.after = .hours(1)
            _ = try state.createSetupLink(SetupLinkDraft(), for: try state.customer(id), at: .start)
            let draft = WebhookSubscriptionDraft(
                url: "https://a.example/hook",
                events: ["whatsapp_account.connected", "setup_link.completed"]
            )
            _ = state.createWebhookSubscription(draft, at: .start)
        }
        let wakes = runner.wakes
        #expect(throws: DomainError.notFound(resource: "customer", id: "cus_unknown")) {
            try world.change(at: .start.adding(.hours(1))) { state throws(DomainError) in
                _ = try state.customer("cus_unknown")
            }
        }
        #expect(world.transaction { $0.rowCount } > 0)
        #expect(runner.wakes == wakes + 1)
    }

    @Test func `the end of a world stops the runner and cancels and counts its pending work`() throws {
        let id = try world.addCustomer()
        world.addEndpoint()
        try world.addCustomer()
        try world.addCustomer()
        try world.transaction { state throws(DomainError) in
            _ = try state.createSetupLink(SetupLinkDraft(), for: try state.customer(id), at: .start)
        }
        let cancelled = Counter()
        #expect(world.pending.add { cancelled.add() } != nil)
        let silent = Counter()
        #expect(world.end { silent.add() } == CancelledWork(responses: 1, deliveries: 2, timers: 1))
        #expect(cancelled.value == 1)
        #expect(runner.stops == 1)
        #expect(silent.value == 0)
        runner.fallSilent()
        #expect(silent.value == 1)
        #expect(world.transaction { $0.startAttempts(wall: .start).count } == 0)
    }

    // MARK: Clocks

    @Test func `a clock set without a time freezes at the current time or follows the wall again`() {
        let wall = Timestamp.start
        let later = wall.adding(.hours(1))
        #expect(world.now(wall: later) == later)
        world.setClock(.real, to: wall.adding(.hours(24)), wall: wall)
        #expect(world.now(wall: later) == wall.adding(.hours(25)))
        world.setClock(.frozen, to: nil, wall: later)
        #expect(world.now(wall: later.adding(.hours(5))) == wall.adding(.hours(25)))
        world.setClock(.frozen, to: wall, wall: later)
        #expect(world.now(wall: later) == wall)
        world.setClock(.real, to: nil, wall: later)
        #expect(world.now(wall: later.adding(.hours(5))) == later.adding(.hours(5)))
    }

    @Test func `setting a clock runs the timers that are due by it`() throws {
        let id = try world.addCustomer()
        try world.transaction { state throws(DomainError) in
            state.organization.onboarding.mode = .automatic
            state.organization.onboarding.after = .hours(1)
            _ = try state.createSetupLink(SetupLinkDraft(), for: try state.customer(id), at: .start)
        }
        world.setClock(.frozen, to: .start.adding(.minutes(59)), wall: .start)
        #expect(world.transaction { $0.accounts.count } == 0)
        world.setClock(.frozen, to: .start.adding(.hours(9)), wall: .start)
        #expect(world.transaction { $0.accounts.all.map(\.onboardedAt) } == [.start.adding(.hours(9))])
    }

    // MARK: Idle worlds

    @Test func `an idle runner refuses an advance and is silent at once`() {
        let world = World.sample()
        let refused = Counter()
        world.runner.advance(world, .by(.seconds(1))) { result in
            if case .failure(.worldEnded) = result { refused.add() }
        }
        #expect(refused.value == 1)
        let silent = Counter()
        world.runner.stop { silent.add() }
        #expect(silent.value == 1)
    }

    // MARK: Reports

    @Test func `an advance report has at most ten thousand rows and tells if there are more`() {
        let row = FiredTimer(at: .start, kind: .deliveryAttempt, ref: "wbd_1", result: "retry")
        var report = AdvanceReport(from: .start)
        report.add(Array(repeating: row, count: 9_999))
        report.add([row])
        #expect(report.fired.count == 10_000)
        #expect(!report.hasMore)
        report.add([])
        #expect(!report.hasMore)
        report.add([row])
        #expect(report.fired.count == 10_000)
        #expect(report.hasMore)
    }

    @Test func `a clock step leads forward by a span or to a time`() {
        #expect(ClockStep.by(.minutes(1)).target(from: .start) == .start.adding(.minutes(1)))
        #expect(ClockStep.to(.start).target(from: .start.adding(.minutes(1))) == .start)
    }
}

extension WorldState {
    /// The number of deliveries.
    fileprivate var rowCount: Int { deliveries.count }
}
