import Domain
import NIOCore
import NIOEmbedded
import Synchronization
import Testing
import Webhooks

@testable import EmulatorCore

/// A wall clock that moves against the clock of the event loop, as it does while a computer sleeps.
@Suite struct MovedClockTests {
    private final class Wall: Sendable {
        private let time = Mutex(Timestamp.start)

        var clock: EmulatorClock { EmulatorClock { self.time.withLock { $0 } } }

        func move(by milliseconds: Int64) { time.withLock { $0 = $0.adding(milliseconds: milliseconds) } }
    }

    private let wall = Wall()
    private let eventLoop = EmbeddedEventLoop()

    /// Lets time pass on both clocks.
    private func pass(_ milliseconds: Int64) {
        wall.move(by: milliseconds)
        eventLoop.advanceTime(by: .milliseconds(milliseconds))
    }

    /// A world whose first attempt has just failed and is retried after an hour; other attempts succeed.
    private func worldWithRetry() throws -> RunningWorld {
        var policy = WebhookPolicy()
        policy.retries = [.hours(1)]
        let sent = Tally()
        let transport = ScriptedTransport(eventLoop: eventLoop) { _ in sent.add() == 1 ? .answer(500) : .answer(200) }
        let running = RunningWorld(isFrozen: false, wall: wall.clock, transport: transport, policy: policy)
        running.addEndpoints()
        try running.addCustomers()
        eventLoop.run()
        return running
    }

    /// How often the first delivery has been attempted.
    private func attempts(in running: RunningWorld) -> Int { running.rows.first?.attempts.count ?? 0 }

    @Test func `a retry is made at its due time if the runner works after the wall clock has jumped`() throws {
        defer { try? eventLoop.syncShutdownGracefully() }
        let running = try worldWithRetry()
        wall.move(by: 59 * 60_000)
        try running.addCustomers()
        eventLoop.run()
        pass(59_999)
        #expect(running.transport.sent.map(\.attempt) == ["1", "1"])
        pass(1)
        #expect(running.transport.sent.map(\.attempt) == ["1", "1", "2"])
        #expect(running.rows.map(\.status) == [.delivered, .delivered])
    }

    @Test func `a retry is not made before its due time if the wall clock is set back`() throws {
        defer { try? eventLoop.syncShutdownGracefully() }
        let running = try worldWithRetry()
        wall.move(by: -60_000)
        pass(3_600_000)
        #expect(attempts(in: running) == 1)
        pass(59_999)
        #expect(attempts(in: running) == 1)
        pass(1)
        #expect(attempts(in: running) == 2)
    }

    @Test func `a retry is made at its due time although the runner works many times before`() throws {
        defer { try? eventLoop.syncShutdownGracefully() }
        let running = try worldWithRetry()
        for _ in 1...59 {
            pass(60_000)
            try running.addCustomers()
            eventLoop.run()
        }
        pass(59_999)
        #expect(attempts(in: running) == 1)
        pass(1)
        #expect(attempts(in: running) == 2)
    }
}
