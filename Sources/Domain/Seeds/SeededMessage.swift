/// A message as a scenario writes it; no timer changes its status.
package struct SeededMessage: Hashable, Sendable {
    /// The content of the message, by its direction.
    package enum Draft: Hashable, Sendable {
        case outbound(MessageDraft)
        case inbound(InboundDraft)
    }

    /// The name that the id is derived from; without one it is derived from the conversation and the order of rows.
    package var ref: String?
    /// The public id; nil derives it from `ref`.
    package var id: String?
    /// The `ref` or the id of a seeded contact.
    package var contact: String
    /// The content of the message, by its direction.
    package var draft: Draft
    /// The status that the message starts with.
    package var status = MessageStatus.delivered
    /// Why it failed, if its status is `failed`.
    package var failure: MessageFailure?
    /// The wamid; nil derives it from the id.
    package var wamid: String?
    /// When it was created; nil for now.
    package var createdAt: Timestamp?
    /// When it last changed; nil for when it was created.
    package var updatedAt: Timestamp?

    /// A delivered message to or from the contact with that `ref` or id.
    package init(ref: String? = nil, id: String? = nil, contact: String, draft: Draft) {
        self.ref = ref
        self.id = id
        self.contact = contact
        self.draft = draft
    }

    var direction: Message.Direction {
        switch draft {
        case .outbound: .outbound
        case .inbound: .inbound
        }
    }

    /// Whether Meta accepted it; a failed one if it has a wamid, or a failure that follows acceptance.
    private var isAccepted: Bool {
        switch direction {
        case .inbound: true
        case .outbound:
            status.needsAcceptance || (status == .failed && (wamid != nil || failure?.stage == .afterAcceptance))
        }
    }

    /// The number that it was sent to, or the sender's number if the account sees it.
    private func phoneNumber(in conversation: Conversation) -> String? {
        switch draft {
        case .outbound(let draft): draft.phoneNumber
        case .inbound: conversation.phoneNumber
        }
    }

    fileprivate func message(
        id: Identifier<Message>,
        in conversation: Conversation,
        wording: (content: MessageContent, context: String?, category: Message.Category),
        stream: RandomStream,
        at now: Timestamp
    ) -> Message {
        var stream = stream
        let createdAt = self.createdAt ?? min(updatedAt ?? now, now)
        return Message(
            id: id,
            accountID: conversation.accountID,
            conversationID: conversation.id,
            phoneNumber: phoneNumber(in: conversation),
            direction: direction,
            content: wording.content,
            context: wording.context,
            source: direction == .outbound ? .api : nil,
            category: wording.category,
            wamid: wamid ?? stream.wamid(direction, phoneNumber(in: conversation) ?? conversation.userID),
            isAccepted: isAccepted,
            status: status,
            failure: failure,
            createdAt: createdAt,
            updatedAt: updatedAt ?? createdAt
        )
    }
}

extension WorldState {
    /// Adds the messages to their conversations, sorted by age; rows without a conversation are skipped.
    mutating func seed(
        _ rows: [SeededMessage],
        with contacts: [String: Contact],
        ids: BaselineIdentifiers,
        at now: Timestamp
    ) {
        var made = SeededIdentifiers<Message>(ids, given: rows.map(\.id))
        var seeded: [Message] = []
        for row in rows {
            guard let contact = contacts[row.contact],
                let conversation = conversationsByAddress[contact.address].flatMap({ conversations[$0] })
            else { continue }
            let id = made.next(given: row.id, name: row.ref ?? conversation.id.description)
            var stream = ids.messageStream(of: id)
            let wording = wording(of: row, from: conversation.accountID, &stream)
            seeded.append(row.message(id: id, in: conversation, wording: wording, stream: stream, at: now))
        }
        let byAge = seeded.enumerated().sorted { left, right in
            (left.element.createdAt, left.offset) < (right.element.createdAt, right.offset)
        }
        for (_, message) in byAge { _ = add(message) }
    }

    private func wording(
        of row: SeededMessage,
        from accountID: String,
        _ stream: inout RandomStream
    ) -> (content: MessageContent, context: String?, category: Message.Category) {
        switch row.draft {
        case .outbound(let draft):
            let template = draft.template.flatMap { use in
                templatesByAddress[TemplateAddress(accountID: accountID, name: use.name, language: use.language)]
            }.flatMap { templates[$0] }
            return (draft.filled(from: template), draft.context, draft.category(of: template))
        case .inbound(let draft):
            return (draft.content.completed(by: &stream), draft.context, .service)
        }
    }
}

// MARK: Conversations

extension SeededMessage {
    /// The conversations of a scenario with the times of their messages, and those that only messages imply.
    ///
    /// A conversation whose row states a time of a last message keeps it.
    static func completing(
        _ conversations: [SeededConversation],
        with messages: [SeededMessage],
        of contacts: [String: Contact],
        at now: Timestamp
    ) -> [SeededConversation] {
        var completed = conversations
        var places: [Identifier<Contact>: Int] = [:]
        for (place, row) in conversations.enumerated() { places[contacts[row.contact]?.id ?? Identifier("")] = place }
        let silent = Set(completed.indices.filter { completed[$0].isSilent })
        for message in messages {
            guard let contact = contacts[message.contact]?.id else { continue }
            let place = places[contact] ?? completed.count
            let isNew = place >= conversations.count
            if place == completed.count {
                completed.append(SeededConversation(contact: message.contact))
                places[contact] = place
            }
            if isNew || silent.contains(place) {
                completed[place].note(message, isCounted: isNew, at: message.createdAt ?? now)
            }
        }
        return completed
    }
}

extension SeededConversation {
    fileprivate var isSilent: Bool { lastMessageAt == nil && lastInboundAt == nil }

    fileprivate mutating func note(_ message: SeededMessage, isCounted: Bool, at moment: Timestamp) {
        lastMessageAt = max(lastMessageAt ?? moment, moment)
        guard message.direction == .inbound else { return }
        lastInboundAt = max(lastInboundAt ?? moment, moment)
        if isCounted, message.status != .read { unreadCount += 1 }
    }
}
