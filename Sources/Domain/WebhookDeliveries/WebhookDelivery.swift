package import Documents

/// The delivery of one event to one subscription, with all its attempts.
package struct WebhookDelivery: Sendable, Identifiable26 {
    package static let idPrefix = "wbd_"

    /// How long a delivery is kept after it was created.
    package static let lifetime = TimeSpan.hours(30 * 24)

    /// The status of a delivery; `delivered` and `dead` are final.
    package enum Status: String, CaseIterable, Sendable {
        /// No attempt has ended yet.
        case pending
        /// The last attempt failed, and another one is planned.
        case failed
        case delivered
        case dead
    }

    /// The public id, the same for all attempts.
    package let id: Identifier<WebhookDelivery>
    /// The subscription, which may have been deleted since.
    package let subscriptionID: Identifier<WebhookSubscription>
    /// The event of the world that is sent; the id in `event` may be one of Meta's.
    package let eventID: Identifier<DomainEvent>
    /// What is sent.
    package let event: WebhookEvent
    /// The delivery whose event this one sends again; nil if it is not a replay.
    package let replayedFrom: Identifier<WebhookDelivery>?
    /// The URL of the last attempt, or of the coming first one.
    package internal(set) var url: String
    /// The status; the last attempt determines it.
    package internal(set) var status = Status.pending
    /// The fault that a rule has decided for the delivery.
    package internal(set) var fault: DeliveryFault?
    /// The attempts that have ended, oldest first.
    package internal(set) var attempts: [DeliveryAttempt] = []
    /// When the next attempt is due; nil if none is planned.
    package internal(set) var nextAttemptAt: Timestamp?
    /// When the event happened, or when the replay was requested.
    package let createdAt: Timestamp
    /// When the last attempt ended, or when the delivery became dead.
    package internal(set) var updatedAt: Timestamp

    /// Whether the delivery waits for an attempt or for an answer.
    package var isWaiting: Bool { status == .pending || status == .failed }
}

extension WebhookDelivery: Resource {
    /// The deliveries of a subscription, in a status, of an event type; nil for any.
    package struct ListKey: Hashable, Sendable {
        /// Only the deliveries of that subscription; nil for any.
        package var subscription: Identifier<WebhookSubscription>?
        /// Only the deliveries that have that status now; nil for any.
        package var status: Status?
        /// Only the deliveries of events of that type; nil for any.
        package var eventType: String?

        /// A list of deliveries; nil for any subscription, status or event type.
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

    /// Writes the delivery as listWebhookDeliveries shows it.
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
