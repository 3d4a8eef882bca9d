extension WorldState {
    /// The conversation with that id; throws `notFound` unless it is one of that number.
    package func conversation(_ id: String, of account: WhatsAppAccount) throws(DomainError) -> Conversation {
        guard let conversation = conversations[Identifier(id)], conversation.accountID == account.phoneNumberID else {
            throw .notFound(resource: "conversation", id: id)
        }
        return conversation
    }

    /// The conversation of a number with one of its contacts, created if there is none.
    ///
    /// Each person has one conversation with a number; a contact created after the first was deleted continues it.
    package mutating func knownConversation(with contact: Contact, at now: Timestamp) -> Conversation {
        if let id = conversationsByAddress[contact.address], let known = conversations[id] { return known }
        let conversation = Conversation(
            id: generator.object(),
            accountID: contact.accountID,
            contactID: contact.id,
            userID: contact.userID,
            phoneNumber: contact.phoneNumber,
            createdAt: now,
            updatedAt: now
        )
        conversations.insert(conversation)
        conversationsByAddress[conversation.address] = conversation.id
        activity.insert(conversation)
        return conversation
    }

    /// Makes a new contact the one of the conversation that the number already has with the person, if there is one.
    mutating func handOverConversation(to contact: Contact, at now: Timestamp) {
        guard let id = conversationsByAddress[contact.address], var known = conversations[id] else { return }
        known.contactID = contact.id
        known.phoneNumber = contact.phoneNumber
        known.updatedAt = now
        store(known)
    }

    /// Stores a changed conversation; a message moves it to the top of the list.
    mutating func store(_ changed: Conversation, byMessage isMessage: Bool = false) {
        if let before = conversations[changed.id] { activity.change(before, to: changed, byMessage: isMessage) }
        conversations.replace(changed)
    }

    // MARK: Status and assignee

    /// The user with that id; throws `invalidField` unless the organization has the user (updateConversation).
    package func assignee(requested id: String) throws(DomainError) -> Identifier<User> {
        guard let user = organization.users.first(where: { $0.id.description == id }) else {
            throw .invalidField("assigned_to", detail: "the organization has no such user")
        }
        return user.id
    }

    /// Changes a conversation and emits conversation.assigned and conversation.closed (updateConversation).
    package mutating func updateConversation(
        _ conversation: Conversation,
        with patch: ConversationPatch,
        at now: Timestamp
    ) -> Conversation {
        let before = assignee(of: conversation)?.id
        var changed = conversation
        changed.status = patch.status.applied(to: conversation.status)
        changed.assignee = patch.assignee.applied(to: before)
        let isReassigned = changed.assignee != before
        guard isReassigned || changed.status != conversation.status else { return conversation }
        changed.updatedAt = now
        store(changed)
        if isReassigned {
            let assignment = ConversationAssignment(
                conversation: changed.id,
                status: changed.status,
                user: changed.assignee,
                team: assigningTeam(ofAccount: changed.accountID),
                previousUser: before
            )
            emit(.conversationAssigned(assignment), at: now)
        }
        if changed.status == .resolved, conversation.status != .resolved {
            emit(.conversationClosed(changed.id), at: now)
        }
        return changed
    }

    /// The team of the number's owner, else the first team; a placeholder id if the organization has no teams.
    private func assigningTeam(ofAccount id: String) -> Identifier<Team> {
        labelTeam(ofAccount: id) ?? organization.teams.first?.id ?? Identifier("t1_000000000000")
    }

    // MARK: Labels

    /// Attaches a label without an event; does nothing if it is already attached (attachConversationLabel).
    package mutating func attach(
        _ label: Label,
        to conversation: Conversation,
        at now: Timestamp
    ) throws(DomainError) {
        guard !conversation.labels.contains(label.id) else { return }
        try check(label, fitsAccount: conversation.accountID)
        var changed = conversation
        changed.labels.append(label.id)
        changed.updatedAt = now
        store(changed)
    }

    /// Detaches a label without an event; throws `notFound` if it is not attached (detachConversationLabel).
    package mutating func detach(
        label id: String,
        from conversation: Conversation,
        at now: Timestamp
    ) throws(DomainError) {
        let label = Identifier<Label>(id)
        guard conversation.labels.contains(label) else { throw .notFound(resource: "label", id: id) }
        var changed = conversation
        changed.labels.removeAll { $0 == label }
        changed.updatedAt = now
        store(changed)
    }

    // MARK: Messages

    /// Records an outbound message; a resolved conversation stays resolved.
    mutating func noteOutbound(in id: Identifier<Conversation>, at now: Timestamp) {
        guard var conversation = conversations[id] else { return }
        conversation.lastMessageAt = now
        conversation.updatedAt = now
        store(conversation, byMessage: true)
    }

    /// Records an inbound message, which opens the 24-hour window and reopens a resolved conversation.
    mutating func noteInbound(in id: Identifier<Conversation>, at now: Timestamp) {
        guard var conversation = conversations[id] else { return }
        conversation.lastMessageAt = now
        conversation.lastInboundAt = now
        conversation.unreadCount += 1
        if conversation.status == .resolved { conversation.status = .open }
        conversation.updatedAt = now
        setWindowTimer(for: &conversation)
        store(conversation, byMessage: true)
    }

    /// Decreases the unread count after an inbound message was marked as read.
    mutating func noteRead(in id: Identifier<Conversation>, at now: Timestamp) {
        guard var conversation = conversations[id], conversation.unreadCount > 0 else { return }
        conversation.unreadCount -= 1
        conversation.updatedAt = now
        store(conversation)
    }

    /// Sets a timer for the end of the window, unless an earlier timer is set, which sets the next when it fires.
    mutating func setWindowTimer(for conversation: inout Conversation) {
        guard let end = conversation.windowEnd else { return }
        if let due = conversation.windowTimer, due <= end { return }
        conversation.windowTimer = end
        timers.set(.windowEnd(conversation.id), due: end)
    }

    /// Handles a window timer and returns whether the window has closed; an extended window gets a new timer.
    mutating func endWindow(of id: Identifier<Conversation>, due: Timestamp, at now: Timestamp) -> Bool {
        guard var conversation = conversations[id], conversation.windowTimer == due else { return false }
        let isOpen = conversation.isWindowOpen(at: now)
        conversation.windowTimer = nil
        if isOpen { setWindowTimer(for: &conversation) }
        conversations.replace(conversation)
        return !isOpen
    }
}
