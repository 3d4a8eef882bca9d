extension WorldState {
    /// How many steps of an advance are taken in one transaction.
    private static let stepsAtOnce = 64

    /// The time on the world's clock at that wall time.
    package func now(wall: Timestamp) -> Timestamp { clock.now(wall: wall) }

    /// Runs all timers that are due, so that a read shows no state that should have changed by now.
    package mutating func runDueTimers(wall: Timestamp) {
        let now = clock.now(wall: wall)
        while let timer = timers.take(dueBy: now) { _ = run(timer, at: now) }
    }

    /// Takes one step towards a later time: starts an attempt that may be made, else runs the next timer.
    ///
    /// Timers that were due by `start` run, too, but are not reported: they could have run before the advance.
    mutating func step(
        from start: Timestamp,
        towards target: Timestamp,
        wall: Timestamp
    ) -> AdvanceStep {
        guard deliveryQueue.runningCount == 0 else { return .waiting }
        releaseHeldDeliveries()
        if let ticket = startOneAttempt(wall: wall) { return .send(ticket) }
        guard let timer = timers.take(dueBy: target) else {
            clock.move(to: target, wall: wall)
            return .arrived(clock.now(wall: wall))
        }
        clock.move(to: timer.due, wall: wall)
        let fired = run(timer, at: clock.now(wall: wall))
        return .fired(timer.due > start ? [fired].compactMap { $0 } : [])
    }

    /// Takes steps until an attempt must be sent or awaited, the target is reached, or requests should have their turn.
    ///
    /// It also stops when a timer has added deliveries, which enter the queue at the end of a transaction.
    package mutating func steps(
        from start: Timestamp,
        towards target: Timestamp,
        wall: Timestamp
    ) -> (fired: [FiredTimer], next: AdvanceStep) {
        var fired: [FiredTimer] = []
        for _ in 0..<Self.stepsAtOnce {
            let step = step(from: start, towards: target, wall: wall)
            guard case .fired(let timers) = step else { return (fired, step) }
            fired += timers
            if hasAddedDeliveries { break }
        }
        return (fired, .fired([]))
    }

    /// How long until the next timer is due, in wall time; nil for a frozen clock or without timers.
    package func pauseUntilNextTimer(wall: Timestamp) -> TimeSpan? {
        guard clock.mode == .real, let due = timers.nextDue else { return nil }
        return TimeSpan(milliseconds: due.milliseconds - clock.now(wall: wall).milliseconds)
    }

    /// Replaces the clock and runs the timers that are due by it.
    package mutating func setClock(_ clock: WorldClock, wall: Timestamp) {
        self.clock = clock
        runDueTimers(wall: wall)
    }

    private mutating func run(_ timer: WorldTimer, at now: Timestamp) -> FiredTimer? {
        switch timer.kind {
        case .deliveryAttempt(let id):
            queueRetry(id, due: timer.due)
            return nil
        case .setupLinkExpiry(let id):
            guard let link = setupLinks[id], link.status(at: now) == .expired else { return nil }
            setupLinks.touch(id)
            return FiredTimer(at: now, kind: .setupLinkExpired, ref: id.description, result: "expired")
        case .secretExpiry(let subscription, let id):
            let secret = webhookSubscriptions[subscription]?.secrets.first { $0.id == id }
            guard let secret, !secret.isValid(at: now) else { return nil }
            webhookSubscriptions.touch(subscription)
            return FiredTimer(at: now, kind: .secretExpired, ref: id.description, result: "expired")
        case .onboarding(let id):
            guard let result = completeByItself(id, at: now) else { return nil }
            return FiredTimer(at: now, kind: .onboarding, ref: id.description, result: result.outcome.rawValue)
        case .windowEnd(let id):
            guard endWindow(of: id, due: timer.due, at: now) else { return nil }
            return FiredTimer(at: now, kind: .windowClosed, ref: id.description, result: "closed")
        case .templateReview(let id):
            guard let template = review(id, at: now) else { return nil }
            let result = template.status.rawValue
            return FiredTimer(at: now, kind: .templateStatus, ref: id.description, result: result)
        case .messageStatus(let id):
            guard let status = advanceMessage(id, due: timer.due, at: now) else { return nil }
            return FiredTimer(at: now, kind: .messageStatus, ref: id.description, result: status.rawValue)
        }
    }

    /// Queues a retry, unless the delivery has changed or its retry has been moved to another time.
    private mutating func queueRetry(_ id: Identifier<WebhookDelivery>, due: Timestamp) {
        guard let delivery = deliveries[id], delivery.status == .failed, delivery.nextAttemptAt == due else { return }
        deliveryQueue.add(id, to: delivery.subscriptionID, .retry)
    }
}
