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
        var wakeUp: PlannedWakeUp?
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
        if isAdvancing { step(world) } else { startAttempts(in: world) }
    }

    /// Records the end of an attempt, if one has ended, and starts all attempts that may start now, in one transaction.
    private func startAttempts(in world: World, after end: AttemptEnd? = nil) {
        let now = wall.now
        let (tickets, pause, holds) = world.run(at: now) { state in
            if let end {
                _ = state.finishAttempt(end.ticket, end.report, wall: now)
                state.runDueTimers(wall: now)
            }
            return (state.startAttempts(wall: now), state.pauseUntilNextTimer(wall: now), state.holdsDeliveries)
        }
        for ticket in tickets { send(ticket, of: world) }
        wakeUp(world, after: pause, from: now)
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

    /// Plans to wake up after a pause from the wall time `now`, unless this is planned already; nil plans nothing.
    ///
    /// If the wall clock has moved since the last plan, for example because the computer has slept, the plan is renewed.
    private func wakeUp(_ world: World, after pause: TimeSpan?, from now: Timestamp) {
        let next: PlannedWakeUp?
        if let pause {
            let moment = now.adding(pause)
            let deadline = eventLoop.now + .milliseconds(pause.milliseconds)
            guard storage.withLock({ $0.wakeUp?.isPlanned(at: moment, deadline: deadline) != true }) else { return }
            next = plan(world, at: moment, deadline: deadline)
        } else {
            guard storage.withLock({ $0.wakeUp != nil }) else { return }
            next = nil
        }
        let (last, isStopped) = storage.withLock { storage in
            defer { storage.wakeUp = next }
            return (storage.wakeUp, storage.isStopped)
        }
        last?.task.cancel()
        if isStopped { next?.task.cancel() }
    }

    private func plan(_ world: World, at moment: Timestamp, deadline: NIODeadline) -> PlannedWakeUp {
        let task = eventLoop.scheduleTask(deadline: deadline) { [weak world, weak self] in
            guard let world, let self else { return }
            storage.withLock { if $0.wakeUp?.deadline == deadline { $0.wakeUp = nil } }
            wake(world)
        }
        return PlannedWakeUp(at: moment, deadline: deadline, task: task)
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
        let end = AttemptEnd(ticket: transmission.ticket, report: transmission.attemptReport(endingWith: report))
        world.count(end.ticket, end.report.outcome)
        // On another thread, the next attempts are left to the event loop.
        guard eventLoop.inEventLoop else { return record(end, in: world) }
        if storage.withLock({ $0.isAdvancing }) {
            step(world, after: end)
        } else {
            startAttempts(in: world, after: end)
        }
    }

    /// Records the end of an attempt, which wakes the runner.
    private func record(_ end: AttemptEnd, in world: World) {
        let now = wall.now
        let verdict = world.transaction { state in state.finishAttempt(end.ticket, end.report, wall: now) }
        let wasAwaited = storage.withLock { $0.advance?.note(end.ticket, verdict) ?? false }
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

    /// Continues advances until an attempt is being sent, whose end continues them, or until none is left.
    ///
    /// The end of an attempt is recorded in the transaction of the first step.
    private func step(_ world: World, after end: AttemptEnd? = nil) {
        var end = end
        while let advance = currentAdvance(in: world), end != nil || !advance.isWaiting {
            let now = wall.now
            let (verdict, fired, next) = world.run { [end] state in
                let verdict = end.flatMap { state.finishAttempt($0.ticket, $0.report, wall: now) }
                let steps = state.steps(from: advance.from, towards: advance.target, wall: now)
                return (verdict, steps.fired, steps.next)
            }
            storage.withLock { storage in
                if let end { _ = storage.advance?.note(end.ticket, verdict) }
                if !fired.isEmpty { storage.advance?.report.add(fired) }
            }
            end = nil
            switch next {
            case .waiting:
                return
            case .send(let ticket):
                storage.withLock { $0.advance?.wait(for: ticket) }
                send(ticket, of: world)
            case .fired:
                break
            case .arrived(let now):
                let ended = storage.withLock { $0.advance.take() }
                ended?.succeed(at: now)
            }
        }
        if let end { record(end, in: world) }
        let isDone = storage.withLock { !$0.isAdvancing }
        if isDone { wake(world) }
    }

    /// The advance that is under way, or the next one in the queue; those that lead into the past are refused.
    private func currentAdvance(in world: World) -> RunningAdvance.Progress? {
        while true {
            let (running, isAnyPlanned) = storage.withLock { ($0.advance?.progress, !$0.waitingAdvances.isEmpty) }
            if running != nil || !isAnyPlanned { return running }
            let wall = wall.now
            let now = world.transaction { $0.now(wall: wall) }
            let refused = storage.withLock { storage -> PlannedAdvance? in
                guard let planned = storage.waitingAdvances.popFirst() else { return nil }
                storage.advance = RunningAdvance(planned, from: now)
                return storage.advance == nil ? planned : nil
            }
            refused?.completion(.failure(.backwards(now: now)))
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
        wakeUp?.task.cancel()
        for completion in completions { completion(.failure(.worldEnded)) }
        sendings.close(whenSilent: whenSilent)
    }
}
