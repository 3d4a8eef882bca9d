extension WorldState {
    /// The person with a phone number (E.164 with `+`), added to the directory if the number is unknown.
    mutating func knownUser(phoneNumber: String) -> WhatsAppUser {
        if let user = directory.user(phoneNumber: phoneNumber) { return user }
        let user = WhatsAppUser(id: newUserID(of: phoneNumber), phoneNumber: phoneNumber)
        directory.put(user)
        return user
    }

    /// An unused user id for a phone number, derived from the world's seed and the number.
    func newUserID(of phoneNumber: String) -> String {
        directory.newID(of: phoneNumber, seed: generator.users.state)
    }

    // MARK: Senders of inbound messages

    /// The person that an inbound message is from, found by user id and then by phone number; nothing is stored yet.
    private struct Recognition {
        /// The person as the directory has them; nil for a new person.
        let known: WhatsAppUser?
        /// The person with the data of the message.
        let user: WhatsAppUser
        /// Whether the account sees the phone number.
        let showsNumber: Bool
    }

    private func recognition(of sender: Sender, by account: WhatsAppAccount) throws(DomainError) -> Recognition {
        if let id = sender.userID, directory.isRetired(id) {
            throw .conflict(what: "The user id \(id)", state: "an old one: the person has another user id now")
        }
        let known = user(of: sender)
        let number = sender.phoneNumber ?? known?.phoneNumber
        guard let id = sender.userID ?? known?.id ?? number.map({ newUserID(of: $0) }) else {
            throw .missingField("from")
        }
        if sender.phone == .shown, number == nil {
            throw .conflict(what: "The number of \(id)", state: "unknown and cannot be shown")
        }
        let showsNumber = number != nil && showsNumber(sender, known, to: account)
        try checkIdentities(showingNumber: showsNumber)
        let user = WhatsAppUser(id: id, phoneNumber: number, username: sender.username ?? known?.username)
        return Recognition(known: known, user: user, showsNumber: showsNumber)
    }

    /// The person that a message is from, if the directory has them.
    func user(of sender: Sender) -> WhatsAppUser? {
        sender.userID.flatMap { directory[$0] } ?? sender.phoneNumber.flatMap { directory.user(phoneNumber: $0) }
    }

    /// Whether the account sees the sender's number; if the message does not say, it stays, and a new one is shown.
    private func showsNumber(_ sender: Sender, _ known: WhatsAppUser?, to account: WhatsAppAccount) -> Bool {
        switch sender.phone {
        case .shown: return true
        case .hidden: return false
        case nil:
            guard let known, known.phoneNumber != nil, let contact = contact(userID: known.id, on: account) else {
                return true
            }
            return contact.phoneNumber != nil
        }
    }

    /// Throws `conflict` for a hidden number if `meta_identities` is `phone_only`: Meta's bodies then need the number.
    func checkIdentities(showingNumber showsNumber: Bool) throws(DomainError) {
        guard !showsNumber else { return }
        switch organization.switches.metaIdentities {
        case .current, .documented: return
        case .phoneOnly:
            throw .conflict(what: "A visible number", state: "required while `meta_identities` is `phone_only`")
        }
    }

    /// The contact who writes, updated with the data of the message; a name is used only if the contact has none.
    mutating func writer(
        _ sender: Sender,
        name: String?,
        on account: WhatsAppAccount,
        at now: Timestamp
    ) throws(DomainError) -> Contact {
        let found = try recognition(of: sender, by: account)
        let (user, known) = (found.user, found.known)
        release(numberOf: user, knownAs: known, at: now)
        if let known { replace(known, by: user, at: now) } else { directory.put(user) }
        guard let contact = contact(userID: user.id, on: account) else {
            let draft = ContactDraft(phoneNumber: found.showsNumber ? user.phoneNumber : nil, name: name)
            return add(draft, as: user, to: account, source: .inboundMessage, at: now)
        }
        let seen = show(found.showsNumber ? .shown : .hidden, numberOf: contact, at: now)
        guard seen.name == nil, let name else { return seen }
        var patch = ContactPatch()
        patch.name = .set(name)
        return updateContact(seen, with: patch, at: now)
    }

    /// Removes a phone number from the person who had it before, as when an operator reassigns the number.
    private mutating func release(numberOf user: WhatsAppUser, knownAs known: WhatsAppUser?, at now: Timestamp) {
        guard let number = user.phoneNumber, let other = directory.user(phoneNumber: number), other.id != known?.id
        else { return }
        var withoutNumber = other
        withoutNumber.phoneNumber = nil
        replace(other, by: withoutNumber, at: now)
    }

    // MARK: Changes

    /// Replaces a person in the directory and in all their contacts and conversations.
    ///
    /// Emits contact.identity_updated for each changed contact, oldest first; before each, `tell` is called with the
    /// contact before and after the change.
    mutating func replace(
        _ known: WhatsAppUser,
        by user: WhatsAppUser,
        at now: Timestamp,
        telling tell: (inout WorldState, Contact, Contact) -> Void = { _, _, _ in }
    ) {
        guard known != user else { return }
        directory.put(user, inPlaceOf: known)
        for conversation in Array(conversations.newestFirst(in: .user(known.id))) {
            var changed = conversation
            changed.userID = user.id
            if conversation.phoneNumber != nil { changed.phoneNumber = user.phoneNumber }
            guard changed != conversation else { continue }
            conversationsByAddress[conversation.address] = nil
            conversationsByAddress[changed.address] = changed.id
            changed.updatedAt = now
            store(changed)
        }
        for contact in Array(contacts.newestFirst(in: .user(known.id))).reversed() {
            var changed = contact
            changed.userID = user.id
            changed.username = user.username
            if contact.phoneNumber != nil { changed.phoneNumber = user.phoneNumber }
            guard changed != contact else { continue }
            changed.updatedAt = now
            contactsByAddress[contact.address] = nil
            contactsByAddress[changed.address] = changed.id
            contacts.replace(changed)
            tell(&self, contact, changed)
            emit(.contactIdentityUpdated(changed), at: now)
        }
    }

    /// Shows a contact's phone number to the account or hides it; emits contact.identity_updated if that changes it.
    mutating func show(_ phone: PhoneVisibility, numberOf contact: Contact, at now: Timestamp) -> Contact {
        var changed = contact
        switch phone {
        case .shown: changed.phoneNumber = directory[contact.userID]?.phoneNumber
        case .hidden: changed.phoneNumber = nil
        }
        guard changed != contact else { return contact }
        changed.updatedAt = now
        contacts.replace(changed)
        if let id = conversationsByAddress[contact.address], var conversation = conversations[id] {
            conversation.phoneNumber = changed.phoneNumber
            conversation.updatedAt = now
            store(conversation)
        }
        emit(.contactIdentityUpdated(changed), at: now)
        return changed
    }
}
