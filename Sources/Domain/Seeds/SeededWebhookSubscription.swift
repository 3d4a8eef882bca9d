/// A webhook subscription as a scenario or the command line defines it.
package struct SeededWebhookSubscription: Hashable, Sendable {
    /// The name that the id is derived from; without one it is derived from the URL.
    package var ref: String?
    /// The public id; nil derives it from `ref`.
    package var id: String?
    /// The URL, the event types and the description.
    package var draft: WebhookSubscriptionDraft
    /// The secret that deliveries are signed with; nil for the sandbox's secret.
    package var secret: String?
    /// Whether events are delivered to the URL.
    package var status = WebhookSubscription.Status.active
    /// When it was created; nil for now.
    package var createdAt: Timestamp?
    /// When it last changed; nil for when it was created.
    package var updatedAt: Timestamp?

    /// An active subscription that uses the sandbox's secret.
    package init(ref: String? = nil, id: String? = nil, draft: WebhookSubscriptionDraft) {
        self.ref = ref
        self.id = id
        self.draft = draft
    }
}

extension WorldState {
    /// Adds the subscriptions to the world, each with its own or the sandbox's secret.
    mutating func seed(
        _ rows: [SeededWebhookSubscription],
        ids: BaselineIdentifiers,
        secret: String,
        at now: Timestamp
    ) {
        var made = SeededIdentifiers<WebhookSubscription>(ids, given: rows.map(\.id))
        for row in rows {
            let id = made.next(given: row.id, name: row.ref ?? row.draft.url)
            let createdAt = row.createdAt ?? min(row.updatedAt ?? now, now)
            webhookSubscriptions.insert(
                WebhookSubscription(
                    id: id,
                    url: row.draft.url,
                    description: row.draft.description,
                    status: row.status,
                    events: row.draft.events,
                    secrets: [
                        WebhookSecret(
                            id: ids.object(named: id.description),
                            text: row.secret ?? secret,
                            createdAt: createdAt
                        )
                    ],
                    createdAt: createdAt,
                    updatedAt: row.updatedAt ?? createdAt
                )
            )
        }
    }
}
