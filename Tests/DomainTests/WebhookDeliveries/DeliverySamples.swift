import Testing

@testable import Domain

extension AttemptOutcome {
    /// An answer without headers and body.
    static func answer(_ status: Int) -> AttemptOutcome { .answered(ReceiverAnswer(status: status)) }
}

extension WorldState {
    /// Adds an endpoint with a subscription to these events.
    mutating func addEndpoint(
        _ host: String = "a.example",
        events: [String] = ["customer.created"],
        at now: Timestamp = .start
    ) -> WebhookSubscription {
        createWebhookSubscription(WebhookSubscriptionDraft(url: "https://\(host)/hook", events: events), at: now)
    }

    /// The subscription as it is now.
    func present(_ subscription: WebhookSubscription) throws -> WebhookSubscription {
        try webhookSubscription(subscription.id.description)
    }

    /// The delivery as it is now.
    func present(_ ticket: AttemptTicket) throws -> WebhookDelivery {
        try webhookDelivery(ticket.delivery.description)
    }

    /// All deliveries in a list, oldest first.
    func rows(_ key: WebhookDelivery.ListKey = .init()) -> [WebhookDelivery] {
        Array(deliveries.newestFirst(in: key)).reversed()
    }

    /// Queues new deliveries, as a world does at the end of each transaction, and starts every attempt.
    mutating func queueAndStart(wall: Timestamp) -> [AttemptTicket] {
        enqueueAddedDeliveries { _ in nil }
        return startAttempts(wall: wall)
    }

    /// Queues new deliveries and starts one attempt.
    mutating func queueAndStartOne(wall: Timestamp) -> AttemptTicket? {
        enqueueAddedDeliveries { _ in nil }
        return startOneAttempt(wall: wall)
    }

    /// Queues new deliveries and does the next thing on the way to a later moment.
    mutating func queueAndStep(from start: Timestamp, towards target: Timestamp, wall: Timestamp) -> AdvanceStep {
        enqueueAddedDeliveries { _ in nil }
        return step(from: start, towards: target, wall: wall)
    }

    /// Makes a change; whether it gives the runner something to do.
    mutating func needsRunner(_ change: (inout WorldState) throws -> Void) rethrows -> Bool {
        let before = PendingWork.of(&self)
        try change(&self)
        enqueueAddedDeliveries { _ in nil }
        return PendingWork.of(&self).needsRunner(since: before)
    }

    /// Pauses a subscription, or wakes it up.
    mutating func setStatus(
        _ status: WebhookSubscription.Status,
        of subscription: WebhookSubscription,
        at now: Timestamp = .start
    ) throws {
        var patch = WebhookSubscriptionPatch()
        patch.status = .set(status)
        _ = updateWebhookSubscription(try present(subscription), with: patch, at: now)
    }

    /// Ends an attempt.
    @discardableResult
    mutating func end(
        _ ticket: AttemptTicket,
        _ outcome: AttemptOutcome,
        at wall: Timestamp = .start
    ) -> DeliveryAttempt.Verdict? {
        finishAttempt(ticket, AttemptReport(headers: [], outcome: outcome, tookMilliseconds: 0), wall: wall)
    }

    /// Starts every attempt that may start now, and ends it with this outcome.
    @discardableResult
    mutating func sendAll(_ outcome: AttemptOutcome, at wall: Timestamp = .start) -> [AttemptTicket] {
        var made: [AttemptTicket] = []
        while true {
            let tickets = queueAndStart(wall: wall)
            guard !tickets.isEmpty else { return made }
            for ticket in tickets { end(ticket, outcome, at: wall) }
            made += tickets
        }
    }

    /// Stops the clock at the start.
    mutating func freeze() {
        setClock(.showing(.start, mode: .frozen, wall: .start), wall: .start)
    }

    /// Advances the clock; every attempt on the way gets this outcome.
    mutating func advance(_ span: TimeSpan, outcome: AttemptOutcome) -> [AttemptTicket] {
        let target = now(wall: .start).adding(span)
        var made: [AttemptTicket] = []
        while true {
            switch queueAndStep(from: .start, towards: target, wall: .start) {
            case .send(let ticket):
                made.append(ticket)
                end(ticket, outcome)
            case .fired: continue
            case .waiting, .arrived: return made
            }
        }
    }
}
