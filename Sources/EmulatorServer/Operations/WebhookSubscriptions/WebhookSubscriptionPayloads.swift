import Documents
import Domain

extension WebhookSubscriptionDraft {
    /// Reads the body of createWebhookSubscription, which the schema has validated.
    init(_ body: JSONValue) {
        self.init(
            url: body["url"]?.string ?? "",
            events: body["events"]?.array?.compactMap(\.string) ?? [],
            description: body["description"]?.string
        )
    }
}

extension WebhookSubscriptionPatch {
    /// Reads the body of updateWebhookSubscription; null removes the description.
    init(_ body: JSONValue) {
        self.init()
        if let text = body["url"]?.string { url = .set(text) }
        if let names = body["events"]?.array { events = .set(names.compactMap(\.string)) }
        if let value = body["description"] { description = .set(value.string) }
        if let name = body["status"]?.string.flatMap(WebhookSubscription.Status.init(rawValue:)) { status = .set(name) }
    }
}
