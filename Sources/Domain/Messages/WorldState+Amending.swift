extension WorldState {
    /// Edits or revokes an inbound message and emits the events of Meta and of the API.
    ///
    /// An edit changes the text of the stored message; a revocation leaves the stored message as it is.
    package mutating func amend(
        _ draft: InboundAmendment,
        on account: WhatsAppAccount,
        at now: Timestamp
    ) throws(DomainError) -> Message {
        let original = try original(of: draft, on: account)
        _ = try writer(draft.sender, name: draft.name, on: account, at: now)
        var message = original
        let kind: MessageAmendment.Kind
        switch draft.change {
        case .revoke: kind = .revoke
        case .edit(let content):
            kind = .edit
            message.content = message.content.with(text: content.text)
            message.updatedAt = now
            messages.replace(message)
        }
        let partner = message.phoneNumber ?? conversations[message.conversationID]?.userID ?? ""
        let wamid = draft.wamid ?? generator.wamids.wamid(.inbound, partner)
        let notice = notice(of: message)
        let amendment = MessageAmendment(kind: kind, wamid: wamid)
        emit(.messageAmended(AmendedMessage(notice: notice, amendment: amendment)), at: now)
        switch kind {
        case .edit: emit(.messageEdited(notice), at: now)
        case .revoke: emit(.messageRevoked(notice), at: now)
        }
        return message
    }

    private func original(of draft: InboundAmendment, on account: WhatsAppAccount) throws(DomainError) -> Message {
        try requireFree(wamid: draft.wamid)
        let original = try message(wamid: draft.originalID, of: account)
        guard original.direction == .inbound,
            conversations[original.conversationID]?.userID == user(of: draft.sender)?.id
        else { throw .conflict(what: "The message \(draft.originalID)", state: "the message of another sender") }
        switch draft.change {
        case .revoke: return original
        case .edit(let content):
            guard content.kind == original.content.kind else {
                throw .conflict(what: "The message \(draft.originalID)", state: "a message of another type")
            }
            return original
        }
    }
}
