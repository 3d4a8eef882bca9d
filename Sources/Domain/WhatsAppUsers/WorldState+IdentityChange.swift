extension WorldState {
    /// The contact of an account with that user id or that phone number; throws `notFound` (`simulate/identity`).
    package func contact(
        phoneNumber: String?,
        userID: String?,
        on account: WhatsAppAccount
    ) throws(DomainError) -> Contact {
        let found =
            userID.flatMap { contact(userID: $0, on: account) }
            ?? phoneNumber.flatMap { contact(phoneNumber: $0, on: account) }
        guard let found else { throw .notFound(resource: "contact", id: userID ?? phoneNumber ?? "") }
        return found
    }

    /// Changes a person on WhatsApp and emits the events of Meta and of the API.
    ///
    /// Phone number, user id and username belong to the person, so the person's contacts on all accounts change.
    /// Whether the phone number is visible changes on this account only.
    package mutating func changeIdentity(
        of contact: Contact,
        _ change: IdentityChange,
        at now: Timestamp
    ) throws(DomainError) -> Contact {
        guard let known = directory[contact.userID] else { return contact }
        try check(change, of: known, contact)
        var number = known.phoneNumber
        var id = known.id
        if let newNumber = change.phoneNumber, newNumber != known.phoneNumber {
            number = newNumber
            id = newUserID(of: newNumber)
        }
        let username = change.username.applied(to: known.username)
        let user = WhatsAppUser(id: change.userID ?? id, phoneNumber: number, username: username)
        replace(known, by: user, at: now) { state, before, after in state.reportIdentity(before, after, at: now) }
        let changed = contacts[contact.id] ?? contact
        return change.phone.map { show($0, numberOf: changed, at: now) } ?? changed
    }

    private func check(
        _ change: IdentityChange,
        of user: WhatsAppUser,
        _ contact: Contact
    ) throws(DomainError) {
        if let number = change.phoneNumber, let owner = directory.user(phoneNumber: number), owner.id != user.id {
            throw .conflict(what: "The number \(number)", state: "the number of another person")
        }
        if let id = change.userID, id != user.id, directory.isGiven(id) {
            throw .conflict(what: "The user id \(id)", state: "taken")
        }
        switch change.phone {
        case .hidden: try checkIdentities(showingNumber: false)
        case .shown where change.phoneNumber == nil && user.phoneNumber == nil:
            throw .conflict(what: "The number of \(user.id)", state: "unknown and cannot be shown")
        case .shown, nil: return
        }
    }

    /// Emits Meta's system message about a new phone number or user id; there is none about a username.
    private mutating func reportIdentity(_ before: Contact, _ after: Contact, at now: Timestamp) {
        guard before.userID != after.userID || before.phoneNumber != after.phoneNumber else { return }
        let isNumber = before.phoneNumber != after.phoneNumber
        switch organization.switches.metaIdentities {
        case .phoneOnly where !isNumber: return
        case .phoneOnly, .current, .documented: break
        }
        let partner = before.phoneNumber ?? before.userID
        let notice = IdentityNotice(
            wamid: generator.wamids.wamid(.inbound, partner),
            accountID: after.accountID,
            displayPhoneNumber: accounts[phoneNumberID: after.accountID]?.phoneNumber,
            conversationID: conversationsByAddress[after.address],
            before: Correspondent(before),
            after: Correspondent(after)
        )
        emit(.identityReported(notice), at: now)
    }
}
