import Domain
import EmulatorCore
import Testing
import Webhooks

@Suite(.timeLimit(.minutes(15)))
struct EventLoopRunnerAdvanceTests {
    private func at(_ span: TimeSpan) -> Timestamp { .start.adding(span) }

    /// The times of the vendor's seven retries after the first attempt.
    private let retries = ["PT10S", "PT40S", "PT2M40S", "PT12M40S", "PT1H12M40S", "PT7H12M40S", "PT31H12M40S"]
        .compactMap { TimeSpan($0) }

    // MARK: Reports

    @Test(arguments: ReportThread.allCases)
    func `an advance makes each retry at its due time and reports it`(_ thread: ReportThread) async throws {
        let running = RunningWorld(transport: ScriptedTransport(on: thread) { _ in .answer(500) })
        running.addEndpoints()
        try running.addCustomers()
        await running.transport.ends(1)
        let report = try await running.advance(.by(.hours(40))).get()
        let row = try #require(running.rows.first)
        #expect(report.from == .start)
        #expect(report.now == at(.hours(40)))
        #expect(!report.hasMore)
        #expect(
            report.fired
                == zip(retries, Array(repeating: "retry", count: 6) + ["dead"]).map { span, verdict in
                    FiredTimer(at: at(span), kind: .deliveryAttempt, ref: row.id.description, result: verdict)
                }
        )
        #expect(row.status == .dead)
        #expect(row.attempts.map(\.at) == [.start] + retries.map(at))
        #expect(running.now == at(.hours(40)))
        let sent = running.transport.sent
        #expect(sent.map(\.attempt) == (1...8).map(String.init))
        #expect(sent.allSatisfy { $0.body == row.event.body && $0.deliveryID == row.id.description })
        #expect(row.attempts.map(\.headers) == sent.map(\.headers))
    }

    @Test(arguments: ReportThread.allCases)
    func `an advance stops at its target time, and the next one continues from there`(_ thread: ReportThread)
        async throws
    {
        let running = RunningWorld(transport: ScriptedTransport(on: thread) { _ in .answer(500) })
        running.addEndpoints()
        try running.addCustomers()
        await running.transport.ends(1)
        #expect(try await running.advance(.by(TimeSpan(milliseconds: 9_999))).get().fired == [])
        #expect(running.transport.sent.count == 1)
        #expect(try await running.advance(.by(TimeSpan(milliseconds: 1))).get().fired.map(\.at) == [at(.seconds(10))])
        let report = try await running.advance(.to(at(.seconds(40)))).get()
        #expect(report.from == at(.seconds(10)))
        #expect(report.fired.map(\.at) == [at(.seconds(40))])
        #expect(try await running.advance(.by(.zero)).get().fired == [])
    }

    @Test(arguments: ReportThread.allCases)
    func `an advance reports timers of several kinds in the order of their due times`(_ thread: ReportThread)
        async throws
    {
        let running = RunningWorld(
            transport: ScriptedTransport(on: thread) { $0.attempt == "3" ? .answer(200) : .failed(.refused) }
        )
        running.addEndpoints()
        let customer = try #require(try running.addCustomers().first)
        await running.transport.ends(1)
        let links = try running.world.transaction { state throws(DomainError) in
            let expiring = try state.createSetupLink(SetupLinkDraft(hours: 1), for: customer, at: .start)
            state.organization.onboarding.mode = .automatic
            state.organization.onboarding.after = .seconds(20)
            let automatic = try state.createSetupLink(SetupLinkDraft(hours: 1), for: customer, at: .start)
            return [expiring.id.description, automatic.id.description]
        }
        let delivery = try #require(running.rows.first).id.description
        let report = try await running.advance(.by(.hours(2))).get()
        #expect(
            report.fired == [
                FiredTimer(at: at(.seconds(10)), kind: .deliveryAttempt, ref: delivery, result: "retry"),
                FiredTimer(at: at(.seconds(20)), kind: .onboarding, ref: links[1], result: "success"),
                FiredTimer(at: at(.seconds(40)), kind: .deliveryAttempt, ref: delivery, result: "delivered"),
                FiredTimer(at: at(.hours(1)), kind: .setupLinkExpired, ref: links[0], result: "expired"),
            ]
        )
    }

    @Test(arguments: ReportThread.allCases)
    func `an advance sends the events that a timer causes at the time of the timer`(_ thread: ReportThread) async throws
    {
        let running = RunningWorld(transport: ScriptedTransport(on: thread) { _ in .answer(200) })
        running.addEndpoints(events: [
            "customer.setup_link.consumed", "customer.onboarded", "whatsapp_account.connected",
        ])
        let customer = try #require(try running.addCustomers().first)
        try running.world.transaction { state throws(DomainError) in
            state.organization.onboarding.mode = .automatic
            state.organization.onboarding.after = .minutes(5)
            _ = try state.createSetupLink(SetupLinkDraft(), for: customer, at: .start)
        }
        let report = try await running.advance(.by(.hours(1))).get()
        #expect(report.fired.map(\.kind) == [.onboarding, .deliveryAttempt, .deliveryAttempt, .deliveryAttempt])
        #expect(Set(report.fired.map(\.at)) == [at(.minutes(5))])
        #expect(report.fired.dropFirst().map(\.ref) == running.rows.map(\.id.description))
        #expect(running.rows.map(\.status) == [.delivered, .delivered, .delivered])
    }

    @Test(arguments: ReportThread.allCases)
    func `an advance makes all retries of twenty deliveries`(_ thread: ReportThread) async throws {
        let running = RunningWorld(transport: ScriptedTransport(on: thread) { _ in .answer(500) })
        running.neverDisable()
        running.addEndpoints(4)
        try running.addCustomers(5)
        await running.transport.ends(20)
        let report = try await running.advance(.by(.hours(40))).get()
        #expect(report.fired.count == 140)
        #expect(report.fired.map(\.at) == retries.flatMap { Array(repeating: at($0), count: 20) })
        #expect(running.transport.sent.count == 160)
        #expect(running.rows.allSatisfy { $0.status == .dead && $0.attempts.count == 8 })
    }

    @Test(arguments: ReportThread.allCases)
    func `an advance shifts a running clock and runs the timers that are due`(_ thread: ReportThread) async throws {
        // Retry delays that are much longer than any pause of the machine.
        var policy = WebhookPolicy()
        policy.retries = [.hours(1), .hours(1), .hours(9)]
        let answers = ScriptedTransport(on: thread) { _ in .answer(500) }
        let running = RunningWorld(isFrozen: false, transport: answers, policy: policy)
        running.addEndpoints()
        try running.addCustomers()
        await running.transport.ends(1)
        let before = running.now
        let report = try await running.advance(.by(.hours(3))).get()
        #expect(report.fired.map(\.result) == ["retry", "retry"])
        #expect(report.now >= report.from.adding(.hours(3)))
        #expect(running.now >= before.adding(.hours(3)))
        #expect(running.world.transaction { $0.clock.mode } == .real)
    }

    // MARK: Waiting

    @Test(arguments: ReportThread.allCases)
    func `an advance waits for an attempt that is already running, and does not report it`(_ thread: ReportThread)
        async throws
    {
        let running = RunningWorld(transport: ScriptedTransport(on: thread) { $0.attempt == "1" ? nil : .answer(200) })
        running.addEndpoints()
        try running.addCustomers()
        _ = await running.transport.sends(1)
        let (results, continuation) = AsyncStream.makeStream(of: Result<AdvanceReport, AdvanceRefusal>.self)
        running.advance(.by(.minutes(1)), to: continuation)
        try await running.settle()
        #expect(running.now == .start)
        await running.transport.end(1, .answer(500))
        let report = try #require(await results.first { _ in true }).get()
        #expect(report.fired.map(\.at) == [at(.seconds(10))])
        #expect(report.fired.map(\.result) == ["delivered"])
        #expect(running.now == at(.minutes(1)))
    }

    @Test(arguments: ReportThread.allCases)
    func `parallel advances run one after another`(_ thread: ReportThread) async throws {
        let running = RunningWorld(transport: ScriptedTransport(on: thread) { $0.attempt == "2" ? nil : .answer(500) })
        running.addEndpoints()
        try running.addCustomers()
        await running.transport.ends(1)
        let (results, continuation) = AsyncStream.makeStream(of: Result<AdvanceReport, AdvanceRefusal>.self)
        for seconds in [20, 20] { running.advance(.by(.seconds(Int64(seconds))), to: continuation) }
        running.advance(.to(at(.seconds(30))), to: continuation)
        running.advance(.to(at(.seconds(41))), to: continuation)
        _ = await running.transport.sends(2)
        try await running.settle()
        #expect(running.now == at(.seconds(10)))
        await running.transport.end(2, .answer(500))
        var all: [Result<AdvanceReport, AdvanceRefusal>] = []
        for await result in results {
            all.append(result)
            if all.count == 4 { break }
        }
        let first = try all[0].get()
        let second = try all[1].get()
        let last = try all[3].get()
        #expect([first.from, second.from, last.from] == [.start, at(.seconds(20)), at(.seconds(40))])
        #expect([first.now, second.now, last.now] == [at(.seconds(20)), at(.seconds(40)), at(.seconds(41))])
        #expect(first.fired.map(\.at) == [at(.seconds(10))])
        #expect(second.fired.map(\.at) == [at(.seconds(40))])
        #expect(last.fired == [])
        #expect(all[2] == .failure(.backwards(now: at(.seconds(40)))))
    }

    @Test(arguments: ReportThread.allCases)
    func `an advance sends an event that is created while it runs`(_ thread: ReportThread) async throws {
        let running = RunningWorld(transport: ScriptedTransport(on: thread) { $0.attempt == "2" ? nil : .answer(500) })
        running.addEndpoints()
        try running.addCustomers()
        await running.transport.ends(1)
        let (results, continuation) = AsyncStream.makeStream(of: Result<AdvanceReport, AdvanceRefusal>.self)
        running.advance(.by(.seconds(15)), to: continuation)
        _ = await running.transport.sends(2)
        try running.addCustomers()
        await running.transport.end(2, .answer(200))
        let report = try #require(await results.first { _ in true }).get()
        #expect(report.fired.map(\.at) == [at(.seconds(10)), at(.seconds(10))])
        #expect(running.rows.map(\.createdAt) == [.start, at(.seconds(10))])
        #expect(running.transport.sent.map(\.attempt) == ["1", "2", "1"])
    }

    @Test(arguments: ReportThread.allCases)
    func `a world sends new events by itself after an advance`(_ thread: ReportThread) async throws {
        let running = RunningWorld(transport: ScriptedTransport(on: thread) { _ in .answer(200) })
        running.addEndpoints()
        _ = try await running.advance(.by(.hours(1))).get()
        try running.addCustomers(3)
        #expect(await running.transport.sends(3).count == 3)
    }

    // MARK: Refusals

    @Test(arguments: ReportThread.allCases)
    func `an advance to an earlier time is refused`(_ thread: ReportThread) async throws {
        let running = RunningWorld(transport: ScriptedTransport(on: thread) { _ in .answer(200) })
        let moment = Timestamp.start.adding(milliseconds: -1)
        #expect(await running.advance(.to(moment)) == .failure(.backwards(now: .start)))
        #expect(running.now == .start)
        #expect(try await running.advance(.to(.start)).get() == AdvanceReport(from: .start))
        #expect(try await running.advance(.by(.seconds(1))).get().now == at(.seconds(1)))
    }
}
