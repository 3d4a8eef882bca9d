/// A message as a scenario writes it; it stays as it is, whatever the settings say.
package struct SeededMessage: Hashable, Sendable {
    /// Who has written what.
    package enum Draft: Hashable, Sendable {
        case outbound(MessageDraft)
        case inbound(InboundDraft)
    }

    /// What names it; its id follows from it, else from the conversation and its place there.
    package var ref: String?
    /// The public id, if it is not to be made.
    package var id: String?
    /// The `ref` or the id of a seeded contact.
    package var contact: String
    /// Who has written what.
    package var draft: Draft
    /// How far it has got.
    package var status = MessageStatus.delivered
    /// Why it failed, if it has.
    package var failure: MessageFailure?
    /// Its wamid, if it is not to be made.
    package var wamid: String?
    /// When it was written; nil for now.
    package var createdAt: Timestamp?
    /// When it last changed; nil for when it was written.
    package var updatedAt: Timestamp?

    /// A delivered message.
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

    /// Whether Meta has it; one that failed has told Meta's id, or the reason shows it.
    private var isAccepted: Bool {
        switch direction {
        case .inbound: true
        case .outbound:
            status.needsAcceptance || (status == .failed && (wamid != nil || failure?.stage == .afterAcceptance))
        }
    }

    /// The number that it was sent to, or that was seen when it came.
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
    /// Puts messages into conversations that are there, the oldest first whatever their order in the file.
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
    /// The conversations of a file, with those that only messages speak of, and with the moments that messages tell.
    ///
    /// What a conversation says of itself stays.
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
