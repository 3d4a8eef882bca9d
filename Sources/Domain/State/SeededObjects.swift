/// What a world has in it from the start, beside its organization: as a scenario wrote it, references unresolved.
package struct SeededObjects: Hashable, Sendable {
    /// The oldest first.
    package var customers: [SeededCustomer] = []
    /// The oldest first.
    package var accounts: [SeededAccount] = []
    /// The oldest first.
    package var setupLinks: [SeededSetupLink] = []
    /// The oldest first.
    package var labels: [SeededLabel] = []
    /// The oldest first.
    package var contacts: [SeededContact] = []
    /// The oldest first; lists show them by their last messages.
    package var conversations: [SeededConversation] = []
    /// The oldest first.
    package var templates: [SeededTemplate] = []
    /// Sorted by age when they are seeded.
    package var messages: [SeededMessage] = []
    /// The oldest first.
    package var webhookSubscriptions: [SeededWebhookSubscription] = []

    /// Nothing.
    package init() {}
}

extension WorldState {
    /// Puts the objects into the world; no event tells of it.
    package mutating func seed(
        _ objects: SeededObjects,
        ids: BaselineIdentifiers,
        webhookSecret: String,
        at now: Timestamp
    ) {
        let owners = seed(objects.customers, havingAccounts: objects.accounts, ids: ids, at: now)
        for account in objects.accounts { seed(account, owners: owners, at: now) }
        seed(objects.setupLinks, owners: owners, ids: ids, at: now)
        let labels = seed(objects.labels, ids: ids, at: now)
        let contacts = seed(objects.contacts, labels: labels, ids: ids, at: now)
        let conversations = SeededMessage.completing(
            objects.conversations,
            with: objects.messages,
            of: contacts,
            at: now
        )
        seed(conversations, with: contacts, labels: labels, ids: ids, at: now)
        seed(objects.templates, ids: ids, at: now)
        seed(objects.messages, with: contacts, ids: ids, at: now)
        seed(objects.webhookSubscriptions, ids: ids, secret: webhookSecret, at: now)
    }
}
