import DequeModule
import Domain
import EmulatorCore
import NIOCore
import Synchronization
import Webhooks

/// Runs one world: starts attempts, wakes up when the next timer is due, and advances the clock on request.
///
/// All of its work is done on one event loop, so that a request only wakes it and does not wait for it.
final class EventLoopRunner: WorldRunner {
    private struct Storage {
        var isWoken = false
        var isStopped = false
        /// Whether the release of held deliveries has been scheduled.
        var isReleasePlanned = false
        var wakeUp: Scheduled<Void>?
        var advance: RunningAdvance?
        var waitingAdvances: Deque<PlannedAdvance> = []

        var isAdvancing: Bool { advance != nil || !waitingAdvances.isEmpty }
    }

    /// How long the fault `reorder` holds deliveries that wait for others, in wall time.
    private static let longestHold = TimeAmount.seconds(1)

    private let eventLoop: any EventLoop
    private let transport: any WebhookTransport
    private let wall: EmulatorClock
    /// How long a first attempt may block the deliveries behind it, in wall time.
    private let releaseDelay: TimeAmount
    private let sendings = Sendings()
    private let storage = Mutex(Storage())

    init(
        eventLoop: any EventLoop,
        transport: any WebhookTransport,
        wall: EmulatorClock,
        releaseDelay: TimeAmount = .milliseconds(500)
    ) {
        self.releaseDelay = releaseDelay
        self.eventLoop = eventLoop
        self.transport = transport
        self.wall = wall
    }

    // MARK: Running

    func wake(_ world: World) {
        let isNews = storage.withLock { storage in
            guard !storage.isWoken, !storage.isStopped else { return false }
            storage.isWoken = true
            return true
        }
        if isNews { eventLoop.execute { self.run(world) } }
    }

    /// Starts all attempts that may start now; continues the advance instead if one is under way.
    private func run(_ world: World) {
        let isAdvancing = storage.withLock { storage in
            storage.isWoken = false
            return storage.isAdvancing
        }
        guard !isAdvancing else { return step(world) }
        let now = wall.now
        let (tickets, pause, holds) = world.change(at: now) { state in
            (state.startAttempts(wall: now), state.pauseUntilNextTimer(wall: now), state.holdsDeliveries)
        }.result
        for ticket in tickets { send(ticket, of: world) }
        wakeUp(world, after: pause)
        if holds { releaseHeld(in: world) }
    }

    /// Schedules the release of deliveries that the fault `reorder` holds, in case too few others come.
    private func releaseHeld(in world: World) {
        let isNews = storage.withLock { storage in
            guard !storage.isReleasePlanned, !storage.isStopped else { return false }
            storage.isReleasePlanned = true
            return true
        }
        guard isNews else { return }
        eventLoop.scheduleTask(in: Self.longestHold) { [weak world] in
            self.storage.withLock { $0.isReleasePlanned = false }
            world?.transaction { $0.releaseHeldDeliveries() }
        }
    }

    private func wakeUp(_ world: World, after pause: TimeSpan?) {
        let next = pause.map { pause in
            eventLoop.scheduleTask(in: .milliseconds(pause.milliseconds)) { [weak world, weak self] in
                if let world { self?.wake(world) }
            }
        }
        let (last, isStopped) = storage.withLock { storage in
            defer { storage.wakeUp = next }
            return (storage.wakeUp, storage.isStopped)
        }
        last?.cancel()
        if isStopped { next?.cancel() }
    }

    // MARK: Sending

    private func send(_ ticket: AttemptTicket, of world: World) {
        var ticket = ticket
        if !world.faults.isEmpty, let fault = world.faults.fire(for: DeliveryFacts(ticket)) { ticket.fault = fault }
        let releaseTask = ticket.holdsOthers ? releaseOthers(behind: ticket, in: world) : nil
        let transmission = Transmission(ticket, releaseTask: releaseTask)
        if transmission.delay > .zero {
            eventLoop.scheduleTask(in: .milliseconds(transmission.delay.milliseconds)) { [weak world] in
                if let world { self.begin(transmission, of: world) }
            }
        } else {
            begin(transmission, of: world)
        }
    }

    private func begin(_ transmission: Transmission, of world: World) {
        let startedAt = ContinuousClock.now
        let report: @Sendable (AttemptOutcome) -> AttemptReport = { outcome in
            let took = Int((ContinuousClock.now - startedAt) / .milliseconds(1))
            return AttemptReport(headers: transmission.request.headers, outcome: outcome, tookMilliseconds: took)
        }
        guard transmission.isSent else {
            // Later, like the end of every attempt, as the caller has not finished starting this one.
            return eventLoop.execute { self.finish(transmission, report(.lost), of: world) }
        }
        sendings.begin(transmission.ticket.delivery, releaseTask: transmission.releaseTask) {
            transport.send(transmission.request) { outcome in
                self.finish(transmission, report(outcome), of: world)
            }
        }
    }

    private func releaseOthers(behind ticket: AttemptTicket, in world: World) -> Scheduled<Void> {
        eventLoop.scheduleTask(in: releaseDelay) { [weak world] in
            world?.transaction { $0.releaseOthers(behind: ticket.delivery) }
        }
    }

    private func finish(_ transmission: Transmission, _ report: AttemptReport, of world: World) {
        guard sendings.end(transmission.ticket.delivery) else { return }
        if let copy = transmission.next(after: report) {
            world.transaction { $0.releaseOthers(behind: copy.ticket.delivery) }
            eventLoop.scheduleTask(in: .milliseconds(transmission.gap.milliseconds)) { [weak world] in
                if let world { self.begin(copy, of: world) }
            }
            return
        }
        transmission.releaseTask?.cancel()
        let ticket = transmission.ticket
        let now = wall.now
        let whole = transmission.attemptReport(endingWith: report)
        world.count(ticket, whole.outcome)
        let verdict = world.transaction { state in state.finishAttempt(ticket, whole, wall: now) }
        let wasAwaited = storage.withLock { $0.advance?.note(ticket, verdict) ?? false }
        if wasAwaited { wake(world) }
    }

    // MARK: Advancing

    func advance(
        _ world: World,
        _ step: ClockStep,
        completion: @escaping @Sendable (Result<AdvanceReport, AdvanceRefusal>) -> Void
    ) {
        let isStopped = storage.withLock { storage in
            if !storage.isStopped { storage.waitingAdvances.append(PlannedAdvance(step: step, completion: completion)) }
            return storage.isStopped
        }
        if isStopped { completion(.failure(.worldEnded)) } else { wake(world) }
    }

    /// Continues advances until an attempt is being sent, whose end wakes the runner again, or until none is left.
    private func step(_ world: World) {
        while let advance = currentAdvance(in: world), !advance.isWaiting {
            let now = wall.now
            let step = world.transaction { state in
                state.step(from: advance.report.from, towards: advance.target, wall: now)
            }
            switch step {
            case .waiting:
                return
            case .send(let ticket):
                storage.withLock { $0.advance?.wait(for: ticket) }
                send(ticket, of: world)
            case .fired(let timers):
                storage.withLock { $0.advance?.report.add(timers) }
            case .arrived(let now):
                let ended = storage.withLock { $0.advance.take() }
                ended?.succeed(at: now)
            }
        }
        let isDone = storage.withLock { !$0.isAdvancing }
        if isDone { wake(world) }
    }

    /// The advance that is under way, or the next one in the queue; those that lead into the past are refused.
    private func currentAdvance(in world: World) -> RunningAdvance? {
        let wall = wall.now
        let now = world.transaction { $0.now(wall: wall) }
        while true {
            let (running, refused) = storage.withLock { storage -> (RunningAdvance?, PlannedAdvance?) in
                if let running = storage.advance { return (running, nil) }
                guard let planned = storage.waitingAdvances.popFirst() else { return (nil, nil) }
                storage.advance = RunningAdvance(planned, from: now)
                return storage.advance == nil ? (nil, planned) : (storage.advance, nil)
            }
            guard let refused else { return running }
            refused.completion(.failure(.backwards(now: now)))
        }
    }

    // MARK: Stopping

    func stop(whenSilent: @escaping @Sendable () -> Void) {
        let (wakeUp, completions) = storage.withLock { storage in
            storage.isStopped = true
            let completions = [storage.advance.take()?.completion].compactMap { $0 }
            defer { storage.waitingAdvances = [] }
            return (storage.wakeUp.take(), completions + storage.waitingAdvances.map(\.completion))
        }
        wakeUp?.cancel()
        for completion in completions { completion(.failure(.worldEnded)) }
        sendings.close(whenSilent: whenSilent)
    }
}
