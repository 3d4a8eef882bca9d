/// A conversation as a scenario writes it.
package struct SeededConversation: Hashable, Sendable {
    /// What other rows call it; its id follows from it.
    package var ref: String?
    /// The public id, if it is not to be made.
    package var id: String?
    /// The `ref` or the id of a seeded contact, from which the number follows.
    package var contact: String
    /// Whether somebody still has to look after it.
    package var status = Conversation.Status.open
    /// Who looks after it.
    package var assignee: OrganizationPatch.UserDraft?
    /// Inbound messages that nobody has read.
    package var unreadCount = 0
    /// When the last message came; nil for when the contact last wrote.
    package var lastMessageAt: Timestamp?
    /// When the contact last wrote; nil for never.
    package var lastInboundAt: Timestamp?
    /// The `ref` or the id of each seeded label that it carries.
    package var labels: [String] = []
    /// When it was created; nil for now, or for when the last message came if that was before.
    package var createdAt: Timestamp?
    /// When it last changed; nil for when the last message came, or for when it was created.
    package var updatedAt: Timestamp?

    /// An open conversation in which nobody has written.
    package init(ref: String? = nil, id: String? = nil, contact: String) {
        self.ref = ref
        self.id = id
        self.contact = contact
    }
}

extension WorldState {
    /// Puts conversations into the world, listed by their last messages, and opens the windows that are open by then.
    ///
    /// Answers them by what other rows may call them, `ref` and `id`.
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

    /// A user whom settings have dropped since keeps the id.
    private func seededUserID(_ draft: OrganizationPatch.UserDraft, ids: BaselineIdentifiers) -> Identifier<User> {
        if let id = draft.id { return Identifier(id) }
        let present = organization.users.first { $0.name == draft.name && $0.email == draft.email }
        return present?.id ?? ids.object(named: "\(draft.name ?? "")/\(draft.email ?? "")")
    }
}

extension Array {
    /// The elements by a key; those of the same key keep their order.
    fileprivate func sortedStably(by key: (Element) -> some Comparable) -> [Element] {
        enumerated().map { (key: key($0.element), place: $0.offset, element: $0.element) }
            .sorted { ($0.key, $0.place) < ($1.key, $1.place) }
            .map(\.element)
    }
}
