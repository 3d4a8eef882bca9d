extension SandboxState {
    /// The conversation of a number with one of its contacts, created if it is new.
    package mutating func knownConversation(with contact: Contact, at now: Timestamp) -> Conversation {
        if let id = conversationsByContact[contact.id], let known = conversations[id] { return known }
        let conversation = Conversation(
            id: generator.object(),
            accountID: contact.accountID,
            contactID: contact.id,
            phoneNumber: contact.phoneNumber,
            createdAt: now,
            updatedAt: now
        )
        conversations.insert(conversation)
        conversationsByContact[contact.id] = conversation.id
        return conversation
    }

    /// Notes that the number has written; a resolved conversation stays resolved.
    mutating func noteOutbound(in id: Identifier<Conversation>, at now: Timestamp) {
        guard var conversation = conversations[id] else { return }
        conversation.lastMessageAt = now
        conversation.updatedAt = now
        conversations.replace(conversation)
    }

    /// Notes that the contact has written, which opens the window and a resolved conversation.
    mutating func noteInbound(in id: Identifier<Conversation>, at now: Timestamp) {
        guard var conversation = conversations[id] else { return }
        conversation.lastMessageAt = now
        conversation.lastInboundAt = now
        conversation.unreadCount += 1
        if conversation.status == .resolved { conversation.status = .open }
        conversation.updatedAt = now
        conversations.replace(conversation)
    }

    /// Notes that an inbound message which was unread has been read.
    mutating func noteRead(in id: Identifier<Conversation>, at now: Timestamp) {
        guard var conversation = conversations[id], conversation.unreadCount > 0 else { return }
        conversation.unreadCount -= 1
        conversation.updatedAt = now
        conversations.replace(conversation)
    }
}
