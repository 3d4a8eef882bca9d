extension WorldState {
    /// The person with a number, written with `+`, who is somebody new if nobody is known to have it.
    mutating func knownUser(phoneNumber: String) -> WhatsAppUser {
        if let user = directory.user(phoneNumber: phoneNumber) { return user }
        let user = WhatsAppUser(id: newUserID(of: phoneNumber), phoneNumber: phoneNumber)
        directory.put(user)
        return user
    }

    /// A user id for whoever gets a number; it follows from the world's seed and the number.
    func newUserID(of phoneNumber: String) -> String {
        directory.newID(of: phoneNumber, seed: generator.users.state)
    }

    // MARK: Who writes

    /// Who a message is from, by user id first and then by number; nothing has changed yet.
    private struct Recognition {
        /// As the person was known; nil for somebody new.
        let known: WhatsAppUser?
        /// As the person is from now on.
        let user: WhatsAppUser
        /// Whether the account sees the number.
        let showsNumber: Bool
    }

    private func recognition(of sender: Sender, by account: WhatsAppAccount) throws(DomainError) -> Recognition {
        if let id = sender.userID, directory.retired.contains(id) {
            throw .conflict(what: "The user id \(id)", state: "given up for another one")
        }
        let known = user(of: sender)
        let number = sender.phoneNumber ?? known?.phoneNumber
        guard let id = sender.userID ?? known?.id ?? number.map({ newUserID(of: $0) }) else {
            throw .missingField("from")
        }
        if sender.phone == .shown, number == nil {
            throw .conflict(what: "The number of \(id)", state: "unknown, so that it cannot be shown")
        }
        let showsNumber = number != nil && showsNumber(sender, known, to: account)
        try checkIdentities(showingNumber: showsNumber)
        let user = WhatsAppUser(id: id, phoneNumber: number, username: sender.username ?? known?.username)
        return Recognition(known: known, user: user, showsNumber: showsNumber)
    }

    /// The person that a message speaks of, if anybody has heard of them.
    func user(of sender: Sender) -> WhatsAppUser? {
        sender.userID.flatMap { directory[$0] } ?? sender.phoneNumber.flatMap { directory.user(phoneNumber: $0) }
    }

    /// Without a word about it, the number stays seen or unseen; one that is new is seen.
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

    /// Refuses people without a number where Meta's bodies have no other name for them.
    func checkIdentities(showingNumber showsNumber: Bool) throws(DomainError) {
        guard !showsNumber else { return }
        switch organization.switches.metaIdentities {
        case .current, .documented: return
        case .phoneOnly:
            throw .conflict(what: "A number that is seen", state: "needed while `meta_identities` is `phone_only`")
        }
    }

    /// The contact who writes, with what the message tells of them; a name fills a gap and changes nothing else.
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

    /// Takes a number from whoever had it before, as operators do who give it to somebody else.
    private mutating func release(numberOf user: WhatsAppUser, knownAs known: WhatsAppUser?, at now: Timestamp) {
        guard let number = user.phoneNumber, let other = directory.user(phoneNumber: number), other.id != known?.id
        else { return }
        var withoutNumber = other
        withoutNumber.phoneNumber = nil
        replace(other, by: withoutNumber, at: now)
    }

    // MARK: Changes

    /// Puts what is known of a person in the place of what was known, in every contact and conversation.
    ///
    /// contact.identity_updated tells of each contact that has changed, the oldest first; before it `tell` is called with
    /// the contact as it was and as it is.
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

    /// Lets an account see a contact's number, or see it no more; contact.identity_updated tells of a difference.
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
