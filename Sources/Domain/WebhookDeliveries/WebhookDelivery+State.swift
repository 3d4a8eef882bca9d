extension WebhookDelivery.Status: StateCodable {}

extension WebhookDelivery: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        WebhookDelivery(
            id: try coder.field("id", \.id),
            subscriptionID: try coder.field("subscription_id", \.subscriptionID),
            eventID: try coder.field("event_id", \.eventID),
            event: try coder.field("event", \.event),
            replayedFrom: try coder.field("replayed_from", \.replayedFrom),
            url: try coder.field("url", \.url),
            status: try coder.field("status", \.status),
            fault: try coder.field("fault", \.fault),
            attempts: try coder.field("attempts", \.attempts),
            nextAttemptAt: try coder.field("next_attempt_at", \.nextAttemptAt),
            createdAt: try coder.field("created_at", \.createdAt),
            updatedAt: try coder.field("updated_at", \.updatedAt)
        )
    }
}

extension WebhookEvent.Source: StateCodable {}

extension WebhookEvent: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        WebhookEvent(
            type: try coder.field("type", \.type),
            id: try coder.field("id", \.id),
            source: try coder.field("source", \.source),
            body: try coder.bytes("body", \.body)
        )
    }
}
