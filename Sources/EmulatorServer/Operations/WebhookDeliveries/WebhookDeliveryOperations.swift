import Documents
import Domain
import NIOHTTP1

/// The operations of the tag Webhook Deliveries: deliveries of events to subscriptions, and their replays.
enum WebhookDeliveryOperations {
    static let table: [String: OperationHandler] = [
        "listWebhookDeliveries": .world(.GET, [], list),
        "getWebhookDelivery": .world(.GET, ["id"], get),
        "replayWebhookDelivery": .world(.POST, ["id"], replay),
        "bulkReplayWebhookDeliveries": .world(.POST, [], bulkReplay),
    ]

    private static func list(_ call: Call, _ state: inout WorldState) throws(APIError) -> Answer {
        var fields = call.fields
        let position = call.position(sealedBy: state.cursors, &fields)
        try fields.throwFirst()
        state.removeOldDeliveries(at: call.now)
        let rows = WebhookDelivery.ListKey(
            subscription: call.query["subscription_id"]?.string.map { Identifier($0) },
            status: call.query("status"),
            eventType: call.query["event_type"]?.string
        )
        let created = CreationRange(call.query["created_after"], call.query["created_before"])
        let page = state.deliveryPage(of: rows, created: created, after: position, limit: call.limit)
        return call.list(page, sealedBy: state.cursors)
    }

    private static func get(_ call: Call, _ state: inout WorldState) throws(APIError) -> Answer {
        let delivery = try call.webhookDelivery(in: &state)
        try call.fields.throwFirst()
        return call.data { writer in writer.raw(state.json(of: delivery.id)) }
    }

    private static func replay(_ call: Call, _ state: inout WorldState) throws(APIError) -> Answer {
        let delivery = try call.webhookDelivery(in: &state)
        try call.fields.throwFirst()
        let replayed = try mapped(state.replay(delivery, at: call.now))
        return call.data { writer in
            writer.object { writer in
                writer.member("id", replayed.id.description)
                writer.member("object", "webhook_delivery")
                writer.member("replayed_from", replayed.replayedFrom?.description)
                writer.member("status", replayed.status.rawValue)
            }
        }
    }

    private static func bulkReplay(_ call: Call, _ state: inout WorldState) throws(APIError) -> Answer {
        try call.fields.throwFirst()
        state.removeOldDeliveries(at: call.now)
        var filter = BulkReplayFilter()
        filter.status = call.body["status"]?.string.flatMap(WebhookDelivery.Status.init(rawValue:)) ?? .dead
        filter.eventType = call.body["event_type"]?.string
        filter.created = CreationRange(call.body["created_after"], call.body["created_before"])
        let id = call.body["subscription_id"]?.string ?? ""
        let (enqueued, isCapped) = try mapped(state.bulkReplay(of: id, filter, at: call.now))
        return call.data { writer in
            writer.object { writer in
                writer.member("enqueued", enqueued)
                writer.member("capped", isCapped)
            }
        }
    }
}
