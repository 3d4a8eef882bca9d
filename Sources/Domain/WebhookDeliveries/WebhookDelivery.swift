package import Documents

/// One event on its way to one subscription, with every attempt to get it there.
package struct WebhookDelivery: Sendable, Identifiable26 {
    package static let idPrefix = "wbd_"

    /// How long rows are kept.
    package static let lifetime = TimeSpan.hours(30 * 24)

    /// How far it came; `delivered` and `dead` are final.
    package enum Status: String, CaseIterable, Sendable {
        /// No attempt has ended yet.
        case pending
        /// The last attempt failed, another is due.
        case failed
        case delivered
        case dead
    }

    /// The public id, the same in all attempts.
    package let id: Identifier<WebhookDelivery>
    /// The subscription it is for, which may have been deleted since.
    package let subscriptionID: Identifier<WebhookSubscription>
    /// What is sent.
    package let event: WebhookEvent
    /// The delivery that this one repeats.
    package let replayedFrom: Identifier<WebhookDelivery>?
    /// Where the last attempt went, or the first will go.
    package internal(set) var url: String
    /// How far it came.
    package internal(set) var status = Status.pending
    /// What goes wrong with it on purpose.
    package internal(set) var fault: DeliveryFault?
    /// The attempts that have ended, the first one first.
    package internal(set) var attempts: [DeliveryAttempt] = []
    /// When the next attempt is due, if there is to be one.
    package internal(set) var nextAttemptAt: Timestamp?
    /// When the event happened, or the replay was asked for.
    package let createdAt: Timestamp
    /// When the last attempt ended, or its end was decided.
    package internal(set) var updatedAt: Timestamp

    /// Whether more attempts are to come.
    package var isWaiting: Bool { status == .pending || status == .failed }
}

extension WebhookDelivery: Resource {
    /// The deliveries of a subscription, in a status, of an event type; nil for any.
    package struct ListKey: Hashable, Sendable {
        /// Those for one subscription.
        package var subscription: Identifier<WebhookSubscription>?
        /// Those in one status.
        package var status: Status?
        /// Those of one type of event.
        package var eventType: String?

        /// The deliveries that have all of what is given.
        package init(
            subscription: Identifier<WebhookSubscription>? = nil,
            status: Status? = nil,
            eventType: String? = nil
        ) {
            self.subscription = subscription
            self.status = status
            self.eventType = eventType
        }
    }

    package var listKeys: [ListKey] {
        [ListKey(), ListKey(eventType: event.type)].flatMap { key in
            var own = key
            own.subscription = subscriptionID
            return [key, own]
        }.flatMap { key in
            var now = key
            now.status = status
            return [key, now]
        }
    }

    /// Writes the row of listWebhookDeliveries.
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", id.description)
            writer.member("object", "webhook_delivery")
            writer.member("subscription_id", subscriptionID.description)
            writer.member("event_id", event.id)
            writer.member("event_type", event.type)
            writer.member("status", status.rawValue)
            writer.member("attempts", attempts.count)
            writer.member("next_attempt_at", nextAttemptAt?.description)
            writer.member("last_status_code", lastStatusCode)
            writer.member("last_error", lastError)
            writer.member("replayed_from", replayedFrom?.description)
            writer.member("created_at", createdAt.description)
            writer.member("updated_at", updatedAt.description)
        }
    }

    private var lastStatusCode: Int? {
        guard case .answered(let answer) = attempts.last?.outcome else { return nil }
        return answer.status
    }

    private var lastError: String? {
        guard let last = attempts.last, last.verdict != .delivered else { return nil }
        switch last.outcome {
        case .answered(let answer): return "The receiver answered \(answer.status)."
        case .failed(let error): return error.sentence
        case .lost: return "The attempt was lost on the way."
        }
    }
}
