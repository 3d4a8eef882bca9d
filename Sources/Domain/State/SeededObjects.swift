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

/// The ids of one kind of seeded rows: the given ones, else those that follow from a name, none of them twice.
struct SeededIdentifiers<Kind: Identifiable26> {
    private let ids: BaselineIdentifiers
    private var taken: Set<Identifier<Kind>>
    /// How many rows of a name there have been.
    private var numbers: [String: Int] = [:]

    /// Ids that were given are nobody else's, wherever they stand.
    init(_ ids: BaselineIdentifiers, given: [String?]) {
        self.ids = ids
        taken = Set(given.compactMap { $0.map { Identifier($0) } })
    }

    /// The id of a row; rows of the same name are told apart by their order, so that a row at the end moves none.
    mutating func next(given: String?, name: String) -> Identifier<Kind> {
        if let given { return Identifier(given) }
        while true {
            let number = numbers[name, default: 0] + 1
            numbers[name] = number
            let id: Identifier<Kind> = ids.object(named: number == 1 ? name : "\(name)/\(number)")
            if taken.insert(id).inserted { return id }
        }
    }
}
