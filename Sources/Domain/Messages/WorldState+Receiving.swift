extension WorldState {
    /// Adds an inbound message and emits message.received (kirimdev-api 9.7); `origin` is for the URLs of samples.
    package mutating func receive(
        _ draft: InboundDraft,
        on account: WhatsAppAccount,
        origin: String,
        at now: Timestamp
    ) throws(DomainError) -> Message {
        try requireFree(wamid: draft.wamid)
        let contact = try writer(draft.sender, name: draft.name, on: account, at: now)
        let conversation = knownConversation(with: contact, at: now)
        let content = draft.content.completed(by: &generator.wamids)
        let message = add(
            Message(
                id: generator.object(),
                accountID: conversation.accountID,
                conversationID: conversation.id,
                phoneNumber: contact.phoneNumber,
                direction: .inbound,
                content: content,
                context: draft.context,
                source: nil,
                category: .service,
                wamid: draft.wamid ?? generator.wamids.wamid(.inbound, contact.phoneNumber ?? contact.userID),
                isAccepted: true,
                status: .delivered,
                createdAt: now,
                updatedAt: now
            )
        )
        noteInbound(in: conversation.id, at: now)
        emit(.messageReceived(notice(of: message, mediaURL: content.mediaURL(origin: origin))), at: now)
        return message
    }

    /// Throws `conflict` if a message already has that wamid.
    func requireFree(wamid: String?) throws(DomainError) {
        guard let wamid, messagesByWamid[wamid] != nil else { return }
        throw .conflict(what: "The wamid \(wamid)", state: "taken")
    }

    // MARK: Receipts

    /// Marks an inbound message as read without an event; may show the typing indicator (kirimdev-api 9.4).
    package mutating func markRead(
        _ message: Message,
        showingTyping showsTyping: Bool,
        at now: Timestamp
    ) throws(DomainError) -> Message {
        if showsTyping { try typings.note(in: message.conversationID, at: now) }
        guard message.status.canBecome(.read) else { return message }
        var read = message
        read.status = .read
        read.updatedAt = now
        messages.replace(read)
        noteRead(in: read.conversationID, at: now)
        return read
    }
}

extension MessageContent {
    /// The content as Meta passes it on: every file has an id, a media type and the like.
    func completed(by stream: inout RandomStream) -> MessageContent {
        guard var media, let sample else { return self }
        media.id = media.id ?? stream.mediaID()
        media.complete(from: sample)
        var completed = self
        completed.media = media
        return completed
    }
}
