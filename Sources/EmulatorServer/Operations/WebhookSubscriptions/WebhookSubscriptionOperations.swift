import Documents
import Domain
import NIOHTTP1

/// The operations of the tag Webhook Subscriptions: endpoints for events, and the secrets that sign deliveries.
enum WebhookSubscriptionOperations {
    static let table: [String: OperationHandler] = [
        "listWebhookSubscriptions": .world(.GET, [], list),
        "createWebhookSubscription": .world(.POST, [], refusing: [[:]], create),
        "getWebhookSubscription": .world(.GET, ["id"], get),
        "updateWebhookSubscription": .world(.PATCH, ["id"], update),
        "deleteWebhookSubscription": .world(.DELETE, ["id"], delete),
        "createWebhookSecret": .world(.POST, ["id"], createSecret),
        "deleteWebhookSecret": .world(.DELETE, ["id", "secret_id"], deleteSecret),
    ]

    private static func list(_ call: Call, _ state: inout WorldState) throws(APIError) -> Answer {
        var fields = call.fields
        let position = call.position(sealedBy: state.cursors, &fields)
        try fields.throwFirst()
        let page = state.webhookSubscriptions.page(
            of: .all,
            after: position,
            limit: call.limit,
            encoding: { subscription in
                JSONWriter.bytes { writer in subscription.write(to: &writer, at: call.now) }
            }
        )
        return call.list(page, sealedBy: state.cursors)
    }

    private static func create(_ call: Call, _ state: inout WorldState) throws(APIError) -> Answer {
        let draft = WebhookSubscriptionDraft(call.body)
        try checkURL(call.body["url"]?.string, call, state)
        let subscription = state.createWebhookSubscription(draft, at: call.now)
        return call.data(201) { writer in
            subscription.write(to: &writer, at: call.now) { writer in
                writer.member("initial_secret", subscription.secrets.first?.text)
            }
        }
    }

    private static func get(_ call: Call, _ state: inout WorldState) throws(APIError) -> Answer {
        let subscription = try call.webhookSubscription(in: state)
        try call.fields.throwFirst()
        return call.data { writer in subscription.write(to: &writer, at: call.now) }
    }

    private static func update(_ call: Call, _ state: inout WorldState) throws(APIError) -> Answer {
        let subscription = try call.webhookSubscription(in: state)
        try checkURL(call.body["url"]?.string, call, state)
        let patch = WebhookSubscriptionPatch(call.body)
        let updated = state.updateWebhookSubscription(subscription, with: patch, at: call.now)
        return call.data { writer in updated.write(to: &writer, at: call.now) }
    }

    private static func delete(_ call: Call, _ state: inout WorldState) throws(APIError) -> Answer {
        let subscription = try call.webhookSubscription(in: state)
        try call.fields.throwFirst()
        state.deleteWebhookSubscription(subscription, at: call.now)
        return call.deleted(subscription.id.description, "webhook_subscription")
    }

    private static func createSecret(_ call: Call, _ state: inout WorldState) throws(APIError) -> Answer {
        let subscription = try call.webhookSubscription(in: state)
        try call.fields.throwFirst()
        let hours = call.body["expires_in_hours"]?.integer
        let secret = state.createWebhookSecret(for: subscription, expiringOthersIn: hours, at: call.now)
        return call.data(201) { writer in
            writer.object { writer in
                writer.member("id", secret.id.description)
                writer.member("object", "webhook_secret")
                writer.member("secret", secret.text)
                writer.member("created_at", secret.createdAt.description)
                writer.member("expires_at", secret.expiresAt?.description)
            }
        }
    }

    private static func deleteSecret(_ call: Call, _ state: inout WorldState) throws(APIError) -> Answer {
        let subscription = try call.webhookSubscription(in: state)
        try call.fields.throwFirst()
        let id = call.path("secret_id")
        try mapped(state.deleteWebhookSecret(id, of: subscription, at: call.now))
        return call.deleted(id, "webhook_secret")
    }

    private static func checkURL(_ url: String?, _ call: Call, _ state: WorldState) throws(APIError) {
        var fields = call.fields
        fields.check { () throws(DomainError) in
            if let url { try state.checkWebhookURL(url) }
        }
        try fields.throwFirst()
    }
}
