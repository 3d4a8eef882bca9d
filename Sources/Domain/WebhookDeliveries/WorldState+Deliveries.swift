extension WorldState {
    // MARK: New deliveries

    /// Adds a delivery of the event for each active subscription to its type, oldest subscription first.
    @discardableResult
    mutating func deliver(_ event: DomainEvent, at now: Timestamp) -> [Identifier<WebhookDelivery>] {
        guard webhookSubscriptions.count > 0 else { return [] }
        let takers = Array(webhookSubscriptions.newestFirst(in: .listening(to: event.type)))
        guard !takers.isEmpty else { return [] }
        removeOldDeliveries(at: now)
        let content = WebhookEvent(event, switches: organization.switches)
        return takers.reversed().map { taker in addDelivery(of: content, event.id, to: taker, .first, at: now).id }
    }

    @discardableResult
    mutating func addDelivery(
        of event: WebhookEvent,
        _ eventID: Identifier<DomainEvent>,
        to subscription: WebhookSubscription,
        _ reason: DeliveryQueue.Reason,
        replaying original: WebhookDelivery? = nil,
        at now: Timestamp
    ) -> WebhookDelivery {
        let delivery = WebhookDelivery(
            id: generator.delivery(),
            subscriptionID: subscription.id,
            eventID: eventID,
            event: event,
            replayedFrom: original?.id,
            url: subscription.url,
            nextAttemptAt: now,
            createdAt: now,
            updatedAt: now
        )
        deliveries.insert(delivery)
        deliveryOrder.append(delivery.id)
        unqueued.added.append(
            UnqueuedDeliveries.Entry(delivery: delivery.id, subscription: subscription.id, reason: reason)
        )
        return delivery
    }

    /// Removes the deliveries that are older than `WebhookDelivery.lifetime`.
    package mutating func removeOldDeliveries(at now: Timestamp) {
        while let id = deliveryOrder.first {
            if let oldest = deliveries[id] {
                guard oldest.createdAt.adding(WebhookDelivery.lifetime) <= now else { return }
                deliveries.remove(oldest)
            }
            deliveryOrder.removeFirst()
        }
    }

    // MARK: Lists

    /// One page of deliveries that were created in that range, newest first, that starts after `position`.
    package func deliveryPage(
        of key: WebhookDelivery.ListKey,
        created: CreationRange,
        after position: Int?,
        limit: Int
    ) -> Page {
        deliveries.page(of: key, after: position, limit: limit, where: { created.contains($0.createdAt) })
    }

    /// The JSON of the delivery with that id; empty if there is none.
    package func json(of delivery: Identifier<WebhookDelivery>) -> [UInt8] { deliveries.json(of: delivery) }

    /// How many places for deliveries there are, those of removed ones included.
    package var deliveryPlaces: Int { deliveries.places }

    /// The place of a delivery in the order of creation, which never changes; nil if there is no such delivery.
    package func placeOfDelivery(_ id: Identifier<WebhookDelivery>) -> Int? { deliveries.place(of: id) }

    // MARK: Attempts

    /// Starts all attempts that may be made now.
    package mutating func startAttempts(wall: Timestamp) -> [AttemptTicket] {
        guard !isEnded else { return [] }
        let subscriptions = webhookSubscriptions
        let started = deliveryQueue.start(order: policy.order) { subscriptions[$0]?.status == .active }
        return started.compactMap { ticket(for: $0, wall: wall) }
    }

    /// Starts the attempt that has waited the longest; nil if none may be made now.
    package mutating func startOneAttempt(wall: Timestamp) -> AttemptTicket? {
        guard !isEnded else { return nil }
        let subscriptions = webhookSubscriptions
        while let id = deliveryQueue.startOne(order: policy.order, isOpen: { subscriptions[$0]?.status == .active }) {
            if let ticket = ticket(for: id, wall: wall) { return ticket }
        }
        return nil
    }

    /// The data of an attempt; nil, with the attempt ended, if its delivery or subscription was removed.
    private mutating func ticket(for id: Identifier<WebhookDelivery>, wall: Timestamp) -> AttemptTicket? {
        guard let delivery = deliveries[id], delivery.isWaiting,
            let subscription = webhookSubscriptions[delivery.subscriptionID]
        else {
            deliveryQueue.end(id)
            return nil
        }
        let now = clock.now(wall: wall)
        return AttemptTicket(
            delivery: id,
            original: original(of: delivery),
            subscription: subscription.id,
            number: delivery.attempts.count + 1,
            url: subscription.url,
            event: delivery.event,
            secrets: subscription.validSecrets(at: now).map(\.text),
            due: delivery.nextAttemptAt ?? delivery.createdAt,
            at: now,
            wallAt: wall,
            timeout: policy.timeout,
            trustedCertificates: trustedCertificates,
            signedAt: policy.signTime == .wall ? wall : now,
            signatureHeaders: organization.switches.signatureHeaders,
            holdsOthers: deliveryQueue.holdsOthers(id),
            fault: delivery.fault
        )
    }

    private func original(of delivery: WebhookDelivery) -> Identifier<WebhookDelivery> {
        var original = delivery
        while let id = original.replayedFrom {
            guard let earlier = deliveries[id] else { return id }
            original = earlier
        }
        return original.id
    }

    /// Lets the first attempts that wait behind a slow one start.
    package mutating func releaseOthers(behind id: Identifier<WebhookDelivery>) {
        deliveryQueue.release(id)
    }

    /// Records the result of an attempt and decides what happens to its delivery; nil if the delivery was removed.
    @discardableResult
    package mutating func finishAttempt(
        _ ticket: AttemptTicket,
        _ report: AttemptReport,
        wall: Timestamp
    ) -> DeliveryAttempt.Verdict? {
        deliveryQueue.end(ticket.delivery)
        guard !isEnded, var delivery = deliveries[ticket.delivery] else { return nil }
        let now = clock.now(wall: wall)
        let treatment = report.outcome.treatment(wall: wall, fault: ticket.fault)
        // Counted first: a failure that disables the subscription makes this delivery dead, too.
        if treatment != .lost {
            countFailures(of: delivery.subscriptionID, hasFailed: treatment.isFailure, at: now)
        }
        let next = nextAttempt(of: delivery, after: ticket.number, treatment, at: now)
        delivery.attempts.append(
            DeliveryAttempt(
                number: ticket.number,
                at: ticket.at,
                wallAt: ticket.wallAt,
                headers: report.headers,
                outcome: report.outcome,
                tookMilliseconds: report.tookMilliseconds,
                verdict: next.verdict,
                fault: ticket.fault,
                copies: report.copies
            )
        )
        delivery.url = ticket.url
        delivery.status = next.status
        delivery.nextAttemptAt = next.at
        delivery.updatedAt = now
        deliveries.replace(delivery)
        if let due = next.at { timers.set(.deliveryAttempt(delivery.id), due: due) }
        return next.verdict
    }

    private struct NextAttempt {
        let verdict: DeliveryAttempt.Verdict
        let status: WebhookDelivery.Status
        var at: Timestamp?
    }

    private mutating func nextAttempt(
        of delivery: WebhookDelivery,
        after number: Int,
        _ treatment: AttemptOutcome.Treatment,
        at now: Timestamp
    ) -> NextAttempt {
        let dead = NextAttempt(verdict: .dead, status: .dead)
        switch treatment {
        case .delivered:
            return NextAttempt(verdict: .delivered, status: .delivered)
        case .noRetry, .lost:
            return dead
        case .retry(let notBefore):
            let status = webhookSubscriptions[delivery.subscriptionID]?.status
            guard status == .active || status == .paused,
                let wait = policy.wait(
                    afterAttempts: number,
                    chance: generator.chance(of: delivery.id, afterAttempts: number)
                )
            else { return dead }
            return NextAttempt(verdict: .retry, status: .failed, at: now.adding(max(wait, notBefore)))
        }
    }

    /// Counts failures in a row and disables the subscription when they reach the limit.
    private mutating func countFailures(
        of id: Identifier<WebhookSubscription>,
        hasFailed: Bool,
        at now: Timestamp
    ) {
        guard var subscription = webhookSubscriptions[id], hasFailed || subscription.failuresInARow > 0 else { return }
        subscription.failuresInARow = hasFailed ? subscription.failuresInARow + 1 : 0
        let limit = organization.switches.autoDisableAfter
        let isOver = subscription.status == .active && limit.map { subscription.failuresInARow >= $0 } == true
        if isOver {
            subscription.status = .disabled
            subscription.updatedAt = now
        }
        webhookSubscriptions.replace(subscription)
        if isOver { endPendingDeliveries(for: id, at: now) }
    }

    /// Makes all waiting deliveries of a subscription dead, except those with an attempt under way.
    mutating func endPendingDeliveries(for id: Identifier<WebhookSubscription>, at now: Timestamp) {
        deliveryQueue.clear(id)
        for status in [WebhookDelivery.Status.pending, .failed] {
            let waiting = Array(deliveries.newestFirst(in: .init(subscription: id, status: status)))
            for var delivery in waiting where !deliveryQueue.isRunning(delivery.id) {
                delivery.status = .dead
                delivery.nextAttemptAt = nil
                delivery.updatedAt = now
                deliveries.replace(delivery)
            }
        }
    }

    // MARK: The end of a world

    /// The ids of the newest events that are not delivered to a subscription, without repetitions.
    package func undeliveredEvents(limit: Int) -> [String] {
        let statuses: [WebhookDelivery.Status] = [.pending, .failed, .dead]
        let newest = statuses.flatMap { deliveries.newestFirst(in: .init(status: $0)).prefix(limit) }
        let events = newest.sorted { $0.createdAt > $1.createdAt }.map(\.event.id)
        var known: Set<String> = []
        return Array(events.filter { known.insert($0).inserted }.prefix(limit))
    }

    /// Ends the world, after which no attempt starts any more, and returns the work that was left.
    package mutating func end() -> UnfinishedWork {
        isEnded = true
        return UnfinishedWork(
            deliveries: deliveries.count(in: .init(status: .pending)) + deliveries.count(in: .init(status: .failed)),
            timers: timers.countBesideDeliveries
        )
    }
}
