extension WebhookSubscription.Status: StateCodable {}

extension WebhookSubscription: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        WebhookSubscription(
            id: try coder.field("id", \.id),
            url: try coder.field("url", \.url),
            description: try coder.field("description", \.description),
            status: try coder.field("status", \.status),
            events: try coder.field("events", \.events),
            secrets: try coder.field("secrets", \.secrets),
            createdAt: try coder.field("created_at", \.createdAt),
            updatedAt: try coder.field("updated_at", \.updatedAt),
            failuresInARow: try coder.field("failures_in_a_row", \.failuresInARow, in: .count)
        )
    }
}

extension WebhookSecret: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        WebhookSecret(
            id: try coder.field("id", \.id),
            text: try coder.field("text", \.text),
            createdAt: try coder.field("created_at", \.createdAt),
            expiresAt: try coder.field("expires_at", \.expiresAt)
        )
    }
}
