import Documents

extension WorldState {
    /// The contact with that id; throws `notFound` unless it is one of that number.
    package func contact(_ id: String, of account: WhatsAppAccount) throws(DomainError) -> Contact {
        guard let contact = contacts[Identifier(id)], contact.accountID == account.phoneNumberID else {
            throw .notFound(resource: "contact", id: id)
        }
        return contact
    }

    /// An account's contact for the person with that number (E.164 with `+`), even if the account does not see it.
    package func contact(phoneNumber: String, on account: WhatsAppAccount) -> Contact? {
        directory.user(phoneNumber: phoneNumber).flatMap { contact(userID: $0.id, on: account) }
    }

    /// An account's contact for the person with that user id.
    package func contact(userID: String, on account: WhatsAppAccount) -> Contact? {
        guard let accountID = account.phoneNumberID else { return nil }
        return contactsByAddress[ContactAddress(accountID: accountID, userID: userID)].flatMap { contacts[$0] }
    }

    /// An account's contact for a phone number; a new one is created and reported with contact.created.
    package mutating func knownContact(
        phoneNumber: String,
        name: String?,
        on account: WhatsAppAccount,
        source: Contact.AcquisitionSource,
        at now: Timestamp
    ) -> Contact {
        if let contact = contact(phoneNumber: phoneNumber, on: account) { return contact }
        let draft = ContactDraft(phoneNumber: phoneNumber, name: name)
        return add(draft, as: knownUser(phoneNumber: phoneNumber), to: account, source: source, at: now)
    }

    /// Adds a contact and emits contact.created; throws `contactExists` if the account has the number (createContact).
    package mutating func createContact(
        _ draft: ContactDraft,
        on account: WhatsAppAccount,
        at now: Timestamp
    ) throws(DomainError) -> Contact {
        guard let phoneNumber = draft.phoneNumber else { throw .missingField("phone_number") }
        guard contact(phoneNumber: phoneNumber, on: account) == nil else { throw .contactExists }
        return add(draft, as: knownUser(phoneNumber: phoneNumber), to: account, source: .api, at: now)
    }

    /// Adds a contact of a person and emits contact.created; the account sees the number only if the draft has it.
    mutating func add(
        _ draft: ContactDraft,
        as user: WhatsAppUser,
        to account: WhatsAppAccount,
        source: Contact.AcquisitionSource,
        at now: Timestamp
    ) -> Contact {
        let contact = Contact(
            id: generator.object(),
            accountID: account.phoneNumberID ?? "",
            userID: user.id,
            phoneNumber: draft.phoneNumber,
            username: user.username,
            name: draft.name,
            email: draft.email,
            metadata: draft.metadata,
            createdAt: now,
            updatedAt: now
        )
        contacts.insert(contact)
        contactsByAddress[contact.address] = contact.id
        handOverConversation(to: contact, at: now)
        let account = embeddedAccount(phoneNumberID: contact.accountID)
        emit(.contactCreated(NewContact(contact: contact, account: account, source: source)), at: now)
        return contact
    }

    /// Changes a contact and emits contact.updated; equal values are no change (updateContact).
    package mutating func updateContact(_ contact: Contact, with patch: ContactPatch, at now: Timestamp) -> Contact {
        store(patch.applied(to: contact), inPlaceOf: contact, at: now)
    }

    /// Deletes a contact without an event; its conversation and messages stay (deleteContact).
    package mutating func deleteContact(_ contact: Contact) {
        contactsByAddress[contact.address] = nil
        contacts.remove(contact)
    }

    /// Stores a contact and emits contact.updated with the changed fields; does nothing if no field changed.
    private mutating func store(_ changed: Contact, inPlaceOf contact: Contact, at now: Timestamp) -> Contact {
        let fields = changed.changes(since: contact)
        guard !fields.isEmpty else { return contact }
        var changed = changed
        changed.updatedAt = now
        contacts.replace(changed)
        let account = embeddedAccount(phoneNumberID: changed.accountID)
        emit(.contactUpdated(ChangedContact(contact: changed, account: account, fields: fields)), at: now)
        return changed
    }
}

// MARK: Labels

extension WorldState {
    /// Attaches a label to a contact; does nothing if it is already attached (attachContactLabel).
    package mutating func attach(_ label: Label, to contact: Contact, at now: Timestamp) throws(DomainError) {
        guard !contact.labels.contains(label.id) else { return }
        try check(label, fitsAccount: contact.accountID)
        var changed = contact
        changed.labels.append(label.id)
        _ = store(changed, inPlaceOf: contact, at: now)
    }

    /// Detaches a label from a contact; throws `notFound` if it is not attached (detachContactLabel).
    package mutating func detach(label id: String, from contact: Contact, at now: Timestamp) throws(DomainError) {
        let label = Identifier<Label>(id)
        guard contact.labels.contains(label) else { throw .notFound(resource: "label", id: id) }
        var changed = contact
        changed.labels.removeAll { $0 == label }
        _ = store(changed, inPlaceOf: contact, at: now)
    }

    /// Attaches a label to many contacts of a number, or detaches it, and counts them (bulkLabelContacts).
    package mutating func label(
        _ ids: [String],
        of account: WhatsAppAccount,
        with label: Label,
        attaching isAttached: Bool,
        at now: Timestamp
    ) -> BulkLabelResult {
        var result = BulkLabelResult()
        for id in ids {
            guard let contact = contacts[Identifier(id)], contact.accountID == account.phoneNumberID else {
                result.skippedAsForeign += 1
                continue
            }
            let carries = contact.labels.contains(label.id)
            guard carries || allows(label, onAccount: contact.accountID) else {
                result.skippedForTeam += 1
                continue
            }
            result.applied += 1
            var changed = contact
            changed.labels.removeAll { $0 == label.id }
            if isAttached { changed.labels.append(label.id) }
            if carries != isAttached { _ = store(changed, inPlaceOf: contact, at: now) }
        }
        return result
    }
}

// MARK: Lists

extension WorldState {
    /// One page of an account's contacts, newest first, limited to a phone number and to a search text if given.
    package func contactPage(
        of account: WhatsAppAccount,
        phoneNumber: String?,
        search: String?,
        after position: Int?,
        limit: Int
    ) -> Page {
        let accountID = account.phoneNumberID ?? ""
        let embedded = embeddedAccount(phoneNumberID: accountID)
        let part = search?.lowercased()
        let isShown = { (contact: Contact) in part.map { contact.mentions($0) } ?? true }
        let encode = { (contact: Contact) in
            JSONWriter.bytes { writer in contact.write(to: &writer, on: embedded) }
        }
        guard let phoneNumber else {
            return contacts.page(
                of: .account(accountID),
                after: position,
                limit: limit,
                where: isShown,
                encoding: encode
            )
        }
        let found = contact(phoneNumber: phoneNumber, on: account).map { [$0] } ?? []
        let seen = found.filter { $0.phoneNumber == phoneNumber && isShown($0) }
        return Page(items: seen.map(encode), nextPosition: nil)
    }
}

extension Contact {
    /// Whether the name or the email address contains `part`, which must be in lower case.
    fileprivate func mentions(_ part: String) -> Bool {
        [name, email].contains { $0?.lowercased().contains(part) == true }
    }
}
