extension WorldState {
    /// Adds an outbound message, whose status then changes as the settings say (sendMessage).
    ///
    /// The contact and the conversation are created if they are new (kirimdev-api 9.3).
    package mutating func send(
        _ draft: MessageDraft,
        from account: WhatsAppAccount,
        at now: Timestamp
    ) throws(DomainError) -> Message {
        try requireConnected(account)
        let magic = organization.messages.magicRecipients ? MagicRecipient(phoneNumber: draft.phoneNumber) : nil
        let template = try template(of: draft, on: account)
        let problem = problem(with: draft, template, magic, from: account, at: now)
        if problem == .outsideWindow, organization.switches.windowViolation == .sync { throw .outsideWindow }
        try checkQuota(magic, at: now)
        if magic == .isRefused { throw .whatsappRefused }
        let contact = knownContact(phoneNumber: draft.phoneNumber, name: nil, on: account, source: .api, at: now)
        let conversation = knownConversation(with: contact, at: now)
        let outcome = problem.map { .fails($0) } ?? magic?.outcome ?? .reaches(.delivered)
        let message = Message(
            id: generator.object(),
            accountID: conversation.accountID,
            conversationID: conversation.id,
            phoneNumber: draft.phoneNumber,
            direction: .outbound,
            content: draft.filled(from: template),
            context: draft.context,
            source: .api,
            category: draft.category(of: template),
            wamid: generator.wamids.wamid(.outbound, draft.phoneNumber),
            isAccepted: false,
            status: .pending,
            plan: MessagePlan(outcome, organization.messages.progression, from: now),
            createdAt: now,
            updatedAt: now
        )
        sendCounts.add(in: now.month)
        noteOutbound(in: conversation.id, at: now)
        return add(message)
    }

    /// Stores a new message and sets the timer of its next status.
    mutating func add(_ message: Message) -> Message {
        let planned = setTimer(for: message)
        messages.insert(planned)
        messagesByWamid[planned.wamid] = planned.id
        return planned
    }

    /// The failure of the message before Meta accepts it; nil if there is none.
    ///
    /// For a magic recipient the 24-hour window counts as open.
    private func problem(
        with draft: MessageDraft,
        _ template: Template?,
        _ magic: MagicRecipient?,
        from account: WhatsAppAccount,
        at now: Timestamp
    ) -> MessageFailure? {
        if let use = draft.template {
            guard let template, template.status == .approved else { return .templateNotFound }
            return use.problem(with: template, checkingAll: organization.switches.checksWholeTemplates)
        }
        let contentProblem: MessageFailure? =
            draft.isBrokenList && organization.switches.checksWholeTemplates ? .parameterValue : nil
        guard magic == nil else { return contentProblem }
        let conversation = directory.user(phoneNumber: draft.phoneNumber).flatMap { user in
            let address = ContactAddress(accountID: account.phoneNumberID ?? "", userID: user.id)
            return conversationsByAddress[address].flatMap { conversations[$0] }
        }
        return conversation?.isWindowOpen(at: now) == true ? contentProblem : .outsideWindow
    }

    /// The template of a draft, nil if unknown; throws `unknownTemplate` if the switch `unknown_template` is `sync`.
    private func template(of draft: MessageDraft, on account: WhatsAppAccount) throws(DomainError) -> Template? {
        guard let use = draft.template else { return nil }
        let template = template(named: use.name, language: use.language, on: account)
        if template == nil, organization.switches.unknownTemplate == .sync { throw .unknownTemplate }
        return template
    }

    private func checkQuota(_ magic: MagicRecipient?, at now: Timestamp) throws(DomainError) {
        let isUsedUp = organization.messagesPerMonthLimit.map { sendCounts[now.month] >= $0 } ?? false
        guard isUsedUp || magic == .usesUpQuota else { return }
        throw .quotaExceeded(quota: "messages", plan: organization.plan)
    }
}

// MARK: Lookups

extension WorldState {
    /// The message with that `msg_…` id; throws `notFound` unless it is one of that number.
    package func message(_ id: String, of account: WhatsAppAccount) throws(DomainError) -> Message {
        guard let message = messages[Identifier(id)], message.accountID == account.phoneNumberID else {
            throw .notFound(resource: "message", id: id)
        }
        return message
    }

    /// The message with that wamid; throws `notFound` unless it is one of that number.
    package func message(wamid: String, of account: WhatsAppAccount) throws(DomainError) -> Message {
        guard let message = messagesByWamid[wamid].flatMap({ messages[$0] }),
            message.accountID == account.phoneNumberID
        else { throw .notFound(resource: "message", id: wamid) }
        return message
    }

    /// The message with that `msg_…` id or wamid, on any number; throws `notFound`.
    package func message(named id: String) throws(DomainError) -> Message {
        guard let message = messages[Identifier(id)] ?? messagesByWamid[id].flatMap({ messages[$0] }) else {
            throw .notFound(resource: "message", id: id)
        }
        return message
    }
}

// MARK: Templates

extension MessageDraft {
    /// The content with the text of the template, its variables replaced.
    func filled(from template: Template?) -> MessageContent {
        guard let use = self.template, let template else { return content }
        return content.with(text: template.body(filledWith: use.parameters))
    }

    /// The price category; `utility` for a template that is unknown, `service` for a free-form message.
    func category(of template: Template?) -> Message.Category {
        guard self.template != nil else { return .service }
        switch template?.category {
        case .marketing: return .marketing
        case .authentication: return .authentication
        case .utility, nil: return .utility
        }
    }
}
