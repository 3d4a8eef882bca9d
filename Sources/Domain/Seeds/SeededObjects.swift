/// The objects of a baseline, besides its organization, as a scenario writes them with unresolved references.
package struct SeededObjects: Hashable, Sendable {
    /// The customers, oldest first.
    package var customers: [SeededCustomer] = []
    /// The WhatsApp accounts, oldest first.
    package var accounts: [SeededAccount] = []
    /// The setup links, oldest first.
    package var setupLinks: [SeededSetupLink] = []
    /// The labels, oldest first.
    package var labels: [SeededLabel] = []
    /// The contacts, oldest first.
    package var contacts: [SeededContact] = []
    /// The conversations, oldest first; lists show them by their last messages.
    package var conversations: [SeededConversation] = []
    /// The templates, oldest first.
    package var templates: [SeededTemplate] = []
    /// The messages in any order; seeding sorts them by age.
    package var messages: [SeededMessage] = []
    /// The webhook subscriptions, oldest first.
    package var webhookSubscriptions: [SeededWebhookSubscription] = []

    /// A baseline without objects.
    package init() {}
}

extension WorldState {
    /// Adds the objects to the world, without events.
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
