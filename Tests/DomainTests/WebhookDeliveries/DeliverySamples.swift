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

    /// Sets the status of a subscription.
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
            let tickets = startAttempts(wall: wall)
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
            switch step(from: .start, towards: target, wall: .start) {
            case .send(let ticket):
                made.append(ticket)
                end(ticket, outcome)
            case .fired: continue
            case .waiting, .arrived: return made
            }
        }
    }
}
