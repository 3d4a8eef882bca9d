import Domain
import NIOCore
import Testing
import Webhooks

@testable import EmulatorCore

@Suite(.timeLimit(.minutes(15)))
struct EventLoopRunnerTests {
    private let unordered: WebhookPolicy = {
        var policy = WebhookPolicy()
        policy.order = .none
        return policy
    }()

    // MARK: Without an advance

    @Test(arguments: ReportThread.allCases)
    func `a first attempt is made without an advance even on a frozen clock`(_ thread: ReportThread) async throws {
        let running = RunningWorld(transport: ScriptedTransport(on: thread) { _ in .answer(204) })
        running.addEndpoints(2)
        try running.addCustomers()
        await running.transport.ends(2)
        #expect(running.rows.map(\.status) == [.delivered, .delivered])
        #expect(running.transport.sent.map(\.url) == ["https://0.example/hook", "https://1.example/hook"])
        #expect(running.rows.flatMap(\.attempts).map(\.at) == [.start, .start])
    }

    @Test(arguments: ReportThread.allCases)
    func `deliveries to one subscription are sent one after another, in their order`(_ thread: ReportThread)
        async throws
    {
        let running = RunningWorld(transport: ScriptedTransport(on: thread) { _ in .answer(200) })
        running.addEndpoints()
        try running.addCustomers(100)
        await running.transport.ends(100)
        #expect(running.transport.sent.map(\.deliveryID) == running.rows.map(\.id.description))
        #expect(running.transport.mostOpen == 1)
    }

    @Test(arguments: ReportThread.allCases)
    func `a policy without order runs up to 32 attempts per subscription at once`(_ thread: ReportThread) async throws {
        let running = RunningWorld(transport: ScriptedTransport(on: thread) { _ in nil }, policy: unordered)
        running.addEndpoints(2)
        try running.addCustomers(40)
        _ = await running.transport.sends(64)
        try await running.settle()
        #expect(running.transport.openCount == 64)
        await running.transport.end(1, .answer(200))
        _ = await running.transport.sends(1)
        try await running.settle()
        #expect(running.transport.sent.count == 65)
    }

    @Test(arguments: ReportThread.allCases)
    func `deliveries behind a first attempt that hangs are sent after half a second`(_ thread: ReportThread)
        async throws
    {
        let first = Tally()
        let running = RunningWorld(
            transport: ScriptedTransport(on: thread) { _ in first.add() == 1 ? nil : .answer(200) },
            releaseDelay: .milliseconds(500)
        )
        running.addEndpoints()
        let clock = ContinuousClock()
        let begun = clock.now
        try running.addCustomers(3)
        await running.transport.ends(2)
        #expect(clock.now - begun >= .milliseconds(500))
        #expect(running.rows.map(\.status) == [.pending, .delivered, .delivered])
        await running.transport.end(1, .answer(200))
        #expect(running.rows.map(\.status) == [.delivered, .delivered, .delivered])
        #expect(running.transport.sent.map(\.deliveryID) == running.rows.map(\.id.description))
    }

    @Test(arguments: ReportThread.allCases)
    func `a retry is made without an advance when a running clock reaches its due time`(_ thread: ReportThread)
        async throws
    {
        var policy = WebhookPolicy()
        policy.retries = [TimeSpan(milliseconds: 50), TimeSpan(milliseconds: 20)]
        let running = RunningWorld(
            isFrozen: false,
            transport: ScriptedTransport(on: thread) { $0.attempt == "3" ? .answer(200) : .answer(503) },
            policy: policy
        )
        running.addEndpoints()
        try running.addCustomers()
        await running.transport.ends(3)
        let row = try #require(running.rows.first)
        #expect(row.status == .delivered)
        #expect(row.attempts.map(\.verdict) == [.retry, .retry, .delivered])
        let waits = zip(row.attempts, row.attempts.dropFirst()).map { $1.at.milliseconds - $0.at.milliseconds }
        #expect(waits.count == 2)
        #expect(zip(waits, [50, 20]).allSatisfy { $0 >= $1 })
    }

    @Test(arguments: ReportThread.allCases)
    func `a timer fires without an advance when a running clock reaches its due time`(_ thread: ReportThread)
        async throws
    {
        let running = RunningWorld(isFrozen: false, transport: ScriptedTransport(on: thread) { _ in .answer(200) })
        running.addEndpoints(events: ["customer.onboarded"])
        let customer = try #require(try running.addCustomers().first)
        let now = running.now
        try running.world.transaction { state throws(DomainError) in
            state.organization.onboarding.mode = .automatic
            state.organization.onboarding.after = TimeSpan(milliseconds: 50)
            _ = try state.createSetupLink(SetupLinkDraft(), for: customer, at: now)
        }
        #expect(await running.transport.sends(1).first?.header("X-Kirim-Event") == "customer.onboarded")
        let onboardedAt = try #require(running.world.transaction { $0.accounts.all.first?.onboardedAt })
        #expect(onboardedAt >= now.adding(TimeSpan(milliseconds: 50)))
    }

    @Test(arguments: ReportThread.allCases)
    func `a retry that is overdue after the clock is set is made at once, at the new time`(_ thread: ReportThread)
        async throws
    {
        let running = RunningWorld(
            transport: ScriptedTransport(on: thread) { $0.attempt == "1" ? .answer(500) : .answer(200) }
        )
        running.addEndpoints()
        try running.addCustomers()
        await running.transport.ends(1)
        let noon = Timestamp.start.adding(.hours(2))
        running.world.setClock(.frozen, to: noon, wall: .start)
        await running.transport.ends(1)
        #expect(running.rows.first?.status == .delivered)
        #expect(running.rows.first?.attempts.map(\.at) == [.start, noon])
    }

    @Test(arguments: ReportThread.allCases)
    func `a resumed subscription gets the deliveries that were held while it was paused`(_ thread: ReportThread)
        async throws
    {
        let running = RunningWorld(transport: ScriptedTransport(on: thread) { _ in .answer(200) })
        running.addEndpoints()
        func set(_ status: WebhookSubscription.Status) {
            running.world.transaction { state in
                for subscription in Array(state.webhookSubscriptions.newestFirst(in: .all)) {
                    var patch = WebhookSubscriptionPatch()
                    patch.status = .set(status)
                    _ = state.updateWebhookSubscription(subscription, with: patch, at: .start)
                }
            }
        }
        running.world.transaction { state in
            _ = state.trigger(at: .start) { id in
                WebhookEvent(type: "customer.created", id: id.description, source: .kirim, body: [0x7B, 0x7D])
            }
            for subscription in Array(state.webhookSubscriptions.newestFirst(in: .all)) {
                var patch = WebhookSubscriptionPatch()
                patch.status = .set(.paused)
                _ = state.updateWebhookSubscription(subscription, with: patch, at: .start)
            }
        }
        try await running.settle()
        #expect(running.transport.sent.isEmpty)
        set(.active)
        await running.transport.ends(1)
        #expect(running.rows.map(\.status) == [.delivered])
    }

    // MARK: The end

    @Test(arguments: ReportThread.allCases)
    func `a world that ends cancels all running attempts and sends nothing more`(_ thread: ReportThread) async throws {
        let running = RunningWorld(
            transport: ScriptedTransport(on: thread, answersCancelled: false) { _ in nil },
            policy: unordered
        )
        running.addEndpoints(5)
        try running.addCustomers(232)
        _ = await running.transport.sends(160)
        let silent = Tally()
        let (silence, continuation) = AsyncStream.makeStream(of: Void.self)
        let cancelled = running.world.end {
            silent.add()
            continuation.yield()
        }
        #expect(cancelled.deliveries == 1160)
        #expect(running.transport.cancelledCount == 160)
        for number in 1...160 {
            #expect(silent.value == 0)
            await running.transport.end(number, .failed(.reset))
        }
        _ = await silence.first { _ in true }
        #expect(silent.value == 1)
        try running.addCustomers()
        running.world.setClock(.frozen, to: .start.adding(.hours(48)), wall: .start)
        try await running.settle()
        #expect(running.transport.sent.count == 160)
        #expect(running.rows.allSatisfy { $0.attempts.isEmpty })
    }

    @Test(arguments: ReportThread.allCases)
    func `a world that ends while it is busy sends nothing after its last attempt has ended`(_ thread: ReportThread)
        async throws
    {
        let running = RunningWorld(transport: ScriptedTransport(on: thread) { _ in .answer(500) }, policy: unordered)
        running.neverDisable()
        running.addEndpoints(5)
        try running.addCustomers(232)
        _ = await running.transport.sends(300)
        let (silence, continuation) = AsyncStream.makeStream(of: Void.self)
        _ = running.world.end { continuation.yield() }
        _ = await silence.first { _ in true }
        let sent = running.transport.sent.count
        #expect(running.transport.openCount == 0)
        try running.addCustomers()
        try await running.settle()
        #expect(running.transport.sent.count == sent)
    }

    @Test(arguments: ReportThread.allCases)
    func `a world that ends without a running attempt is silent at once`(_ thread: ReportThread) async throws {
        let running = RunningWorld(transport: ScriptedTransport(on: thread) { _ in .answer(500) })
        running.addEndpoints()
        try running.addCustomers()
        await running.transport.ends(1)
        let silent = Tally()
        #expect(running.world.end { silent.add() } == CancelledWork(deliveries: 1))
        #expect(silent.value == 1)
    }

    @Test(arguments: ReportThread.allCases)
    func `the end of a world refuses running, queued and later advances`(_ thread: ReportThread) async throws {
        let running = RunningWorld(transport: ScriptedTransport(on: thread) { $0.attempt == "1" ? .answer(500) : nil })
        running.addEndpoints()
        try running.addCustomers()
        await running.transport.ends(1)
        let (results, continuation) = AsyncStream.makeStream(of: Result<AdvanceReport, AdvanceRefusal>.self)
        for _ in 0..<3 { running.advance(.by(.minutes(1)), to: continuation) }
        _ = await running.transport.sends(2)
        let (silence, whenSilent) = AsyncStream.makeStream(of: Void.self)
        _ = running.world.end { whenSilent.yield() }
        var all: [Result<AdvanceReport, AdvanceRefusal>] = []
        for await result in results {
            all.append(result)
            if all.count == 3 { break }
        }
        #expect(all == Array(repeating: .failure(.worldEnded), count: 3))
        #expect(await running.advance(.by(.seconds(1))) == .failure(.worldEnded))
        _ = await silence.first { _ in true }
        #expect(running.transport.sent.count == 2)
    }
}
