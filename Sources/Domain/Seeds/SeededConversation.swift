/// A conversation as a scenario writes it.
package struct SeededConversation: Hashable, Sendable {
    /// The name that other rows use and the id is derived from; without one the contact's id is used.
    package var ref: String?
    /// The public id; nil derives it from `ref`.
    package var id: String?
    /// The `ref` or the id of a seeded contact; the contact determines the number.
    package var contact: String
    /// Whether the team still has to handle the conversation.
    package var status = Conversation.Status.open
    /// The user who handles the conversation.
    package var assignee: OrganizationPatch.UserDraft?
    /// The number of inbound messages that are not marked as read.
    package var unreadCount = 0
    /// The time of the last message; nil for `lastInboundAt`.
    package var lastMessageAt: Timestamp?
    /// The time of the last message from the contact; nil if there is none.
    package var lastInboundAt: Timestamp?
    /// The `ref` or the id of each seeded label that it carries.
    package var labels: [String] = []
    /// When it was created; nil for now, or for the earliest of the other times if that is before.
    package var createdAt: Timestamp?
    /// When it last changed; nil for the time of the last message, or for when it was created.
    package var updatedAt: Timestamp?

    /// An open conversation without messages.
    package init(ref: String? = nil, id: String? = nil, contact: String) {
        self.ref = ref
        self.id = id
        self.contact = contact
    }
}

extension WorldState {
    /// Adds the conversations to the world, ordered by their last messages, and sets the timers of open windows.
    ///
    /// Returns them by `ref` and by given id.
    @discardableResult
    mutating func seed(
        _ rows: [SeededConversation],
        with contacts: [String: Contact],
        labels: [String: Identifier<Label>],
        ids: BaselineIdentifiers,
        at now: Timestamp
    ) -> [String: Conversation] {
        var made = SeededIdentifiers<Conversation>(ids, given: rows.map(\.id))
        var known: [String: Conversation] = [:]
        var seeded: [Conversation] = []
        for row in rows {
            guard let contact = contacts[row.contact] else { continue }
            let id = made.next(given: row.id, name: row.ref ?? "contact/" + contact.id.description)
            var conversation = conversation(row, id: id, with: contact, ids: ids, at: now)
            conversation.labels = row.labels.compactMap { labels[$0] }
            if conversation.isWindowOpen(at: now) { setWindowTimer(for: &conversation) }
            conversations.insert(conversation)
            conversationsByAddress[conversation.address] = id
            seeded.append(conversation)
            for name in [row.ref, row.id].compactMap(\.self) { known[name] = conversation }
        }
        let silent = seeded.filter { $0.lastMessageAt == nil }
        let spoken = seeded.filter { $0.lastMessageAt != nil }.sortedStably { $0.lastMessageAt ?? now }
        for conversation in silent + spoken { activity.insert(conversation) }
        return known
    }

    private func conversation(
        _ row: SeededConversation,
        id: Identifier<Conversation>,
        with contact: Contact,
        ids: BaselineIdentifiers,
        at now: Timestamp
    ) -> Conversation {
        let lastMessageAt = row.lastMessageAt ?? row.lastInboundAt
        let moments = [row.updatedAt, lastMessageAt, row.lastInboundAt].compactMap(\.self)
        let createdAt = row.createdAt ?? min(moments.min() ?? now, now)
        return Conversation(
            id: id,
            accountID: contact.accountID,
            contactID: contact.id,
            userID: contact.userID,
            phoneNumber: contact.phoneNumber,
            status: row.status,
            assignee: row.assignee.map { seededUserID($0, ids: ids) },
            unreadCount: row.unreadCount,
            lastMessageAt: lastMessageAt,
            lastInboundAt: row.lastInboundAt,
            createdAt: createdAt,
            updatedAt: row.updatedAt ?? max(lastMessageAt ?? createdAt, createdAt)
        )
    }

    /// The id of a seeded assignee; a user who is not in the organization gets the id that the baseline derives.
    private func seededUserID(_ draft: OrganizationPatch.UserDraft, ids: BaselineIdentifiers) -> Identifier<User> {
        if let id = draft.id { return Identifier(id) }
        let present = organization.users.first { $0.name == draft.name && $0.email == draft.email }
        return present?.id ?? ids.object(named: "\(draft.name ?? "")/\(draft.email ?? "")")
    }
}

extension Array {
    /// The elements sorted by a key; elements with equal keys keep their order.
    fileprivate func sortedStably(by key: (Element) -> some Comparable) -> [Element] {
        enumerated().map { (key: key($0.element), place: $0.offset, element: $0.element) }
            .sorted { ($0.key, $0.place) < ($1.key, $1.place) }
            .map(\.element)
    }
}
