/// A contact as a scenario writes it.
package struct SeededContact: Hashable, Sendable {
    /// The name that other rows use and the id is derived from; without one the number or the user id is used.
    package var ref: String?
    /// The public id; nil derives it from `ref`.
    package var id: String?
    /// The `phone_number_id` of the number that the contact chats with.
    package var accountID: String
    /// The phone number, name, email address and metadata.
    package var draft: ContactDraft
    /// Whether the account sees the phone number.
    package var phone = PhoneVisibility.shown
    /// The `ref` or the id of each seeded label that it carries.
    package var labels: [String] = []
    /// When it was created; nil for now.
    package var createdAt: Timestamp?
    /// When it last changed; nil for when it was created.
    package var updatedAt: Timestamp?

    /// A contact of the number with that `phone_number_id`.
    package init(ref: String? = nil, id: String? = nil, accountID: String, draft: ContactDraft) {
        self.ref = ref
        self.id = id
        self.accountID = accountID
        self.draft = draft
    }
}

extension WorldState {
    /// Adds the contacts to the world; returns them by `ref` and by given id.
    mutating func seed(
        _ rows: [SeededContact],
        labels: [String: Identifier<Label>],
        ids: BaselineIdentifiers,
        at now: Timestamp
    ) -> [String: Contact] {
        var made = SeededIdentifiers<Contact>(ids, given: rows.map(\.id))
        var known: [String: Contact] = [:]
        for row in rows where row.draft.userID != nil { enter(row.draft, ids: ids) }
        for row in rows where row.draft.userID == nil { enter(row.draft, ids: ids) }
        for row in rows {
            guard let user = user(of: row.draft) else { continue }
            let createdAt = row.createdAt ?? min(row.updatedAt ?? now, now)
            let contact = Contact(
                id: made.next(given: row.id, name: row.ref ?? "\(row.accountID)/\(row.draft.phoneNumber ?? user.id)"),
                accountID: row.accountID,
                userID: user.id,
                phoneNumber: row.phone == .shown ? user.phoneNumber : nil,
                username: user.username,
                name: row.draft.name,
                email: row.draft.email,
                metadata: row.draft.metadata,
                labels: row.labels.compactMap { labels[$0] },
                createdAt: createdAt,
                updatedAt: row.updatedAt ?? createdAt
            )
            contacts.insert(contact)
            contactsByAddress[contact.address] = contact.id
            for name in [row.ref, row.id].compactMap(\.self) { known[name] = contact }
        }
        return known
    }

    /// The person of a row, if the directory already has them.
    private func user(of draft: ContactDraft) -> WhatsAppUser? {
        draft.userID.flatMap { directory[$0] } ?? draft.phoneNumber.flatMap { directory.user(phoneNumber: $0) }
    }

    /// Adds the person of a row to the directory, or updates them; several rows may describe one person.
    private mutating func enter(_ draft: ContactDraft, ids: BaselineIdentifiers) {
        let known = user(of: draft)
        let seed = ids.userIDSeed
        guard let id = known?.id ?? draft.userID ?? draft.phoneNumber.map({ directory.newID(of: $0, seed: seed) })
        else { return }
        let user = WhatsAppUser(
            id: id,
            phoneNumber: draft.phoneNumber ?? known?.phoneNumber,
            username: draft.username ?? known?.username
        )
        directory.put(user, inPlaceOf: known)
    }
}
