extension WorldState {
    /// The subscription with that public id; throws `notFound`.
    package func webhookSubscription(_ id: String) throws(DomainError) -> WebhookSubscription {
        guard let subscription = webhookSubscriptions[Identifier(id)] else {
            throw .notFound(resource: "webhook subscription", id: id)
        }
        return subscription
    }

    /// Throws `invalidWebhookURL` unless the switch `http_webhook_urls` allows the URL.
    package func checkWebhookURL(_ url: String) throws(DomainError) {
        guard WebhookURL.isAllowed(url, http: organization.switches.httpWebhookURLs) else {
            throw .invalidWebhookURL
        }
    }

    /// Adds an active subscription with its first secret (createWebhookSubscription).
    package mutating func createWebhookSubscription(
        _ draft: WebhookSubscriptionDraft,
        at now: Timestamp
    ) -> WebhookSubscription {
        let subscription = WebhookSubscription(
            id: generator.object(),
            url: draft.url,
            description: draft.description,
            status: .active,
            events: draft.events,
            secrets: [makeSecret(at: now)],
            createdAt: now,
            updatedAt: now
        )
        webhookSubscriptions.insert(subscription)
        return subscription
    }

    /// Changes, pauses or resumes a subscription; resuming also resets its failure count (updateWebhookSubscription).
    package mutating func updateWebhookSubscription(
        _ subscription: WebhookSubscription,
        with patch: WebhookSubscriptionPatch,
        at now: Timestamp
    ) -> WebhookSubscription {
        var changed = subscription
        changed.url = patch.url.applied(to: subscription.url)
        changed.events = patch.events.applied(to: subscription.events).uniqued
        changed.description = patch.description.applied(to: subscription.description)
        changed.status = patch.status.applied(to: subscription.status)
        guard changed != subscription else { return subscription }
        changed.updatedAt = now
        if changed.status == .active, subscription.status != .active {
            changed.failuresInARow = 0
            deliveryQueue.resume(subscription.id)
        }
        webhookSubscriptions.replace(changed)
        return changed
    }

    /// Deletes a subscription; its waiting deliveries become dead (deleteWebhookSubscription).
    package mutating func deleteWebhookSubscription(_ subscription: WebhookSubscription, at now: Timestamp) {
        webhookSubscriptions.remove(subscription)
        endPendingDeliveries(for: subscription.id, at: now)
    }

    /// Adds a secret to a subscription (createWebhookSecret).
    ///
    /// With `hours`, the older secrets without an expiry then expire; without it they stay valid.
    package mutating func createWebhookSecret(
        for subscription: WebhookSubscription,
        expiringOthersIn hours: Int?,
        at now: Timestamp
    ) -> WebhookSecret {
        var changed = subscription
        changed.secrets = subscription.validSecrets(at: now)
        if let hours {
            let end = now.adding(hours: hours)
            for index in changed.secrets.indices where changed.secrets[index].expiresAt == nil {
                changed.secrets[index].expiresAt = end
                timers.set(.secretExpiry(subscription.id, changed.secrets[index].id), due: end)
            }
        }
        let secret = makeSecret(at: now)
        changed.secrets.append(secret)
        changed.updatedAt = now
        webhookSubscriptions.replace(changed)
        return secret
    }

    /// Deletes a secret; throws `conflict` if it is the last one that is not expired (deleteWebhookSecret).
    package mutating func deleteWebhookSecret(
        _ id: String,
        of subscription: WebhookSubscription,
        at now: Timestamp
    ) throws(DomainError) {
        let valid = subscription.validSecrets(at: now)
        guard valid.contains(where: { $0.id.description == id }) else {
            throw .notFound(resource: "webhook secret", id: id)
        }
        guard valid.count > 1 else {
            throw .conflict(what: "The secret", state: "the last valid one")
        }
        var changed = subscription
        changed.secrets = valid.filter { $0.id.description != id }
        changed.updatedAt = now
        webhookSubscriptions.replace(changed)
    }

    private mutating func makeSecret(at now: Timestamp) -> WebhookSecret {
        WebhookSecret(id: generator.object(), text: generator.webhookSecret(), createdAt: now)
    }
}
