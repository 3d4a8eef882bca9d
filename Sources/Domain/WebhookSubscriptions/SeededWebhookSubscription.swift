/// A webhook subscription as a scenario or the command line names it.
package struct SeededWebhookSubscription: Hashable, Sendable {
    /// What names it; its id follows from it, else from the URL.
    package var ref: String?
    /// The public id, if it is not to be made.
    package var id: String?
    /// Endpoint, events and description.
    package var draft: WebhookSubscriptionDraft
    /// What deliveries are signed with; nil for the secret of the sandbox.
    package var secret: String?
    /// Whether events go there.
    package var status = WebhookSubscription.Status.active
    /// When it was created; nil for now.
    package var createdAt: Timestamp?
    /// When it last changed; nil for when it was created.
    package var updatedAt: Timestamp?

    /// An active subscription that signs with the secret of the sandbox.
    package init(ref: String? = nil, id: String? = nil, draft: WebhookSubscriptionDraft) {
        self.ref = ref
        self.id = id
        self.draft = draft
    }
}

extension WorldState {
    /// Puts subscriptions into the world that nobody has asked for through the API, with secrets that are known.
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
