extension WorldState {
    /// The account with that `phone_number_id`; throws `notFound`.
    package func account(phoneNumberID id: String) throws(DomainError) -> WhatsAppAccount {
        guard let account = accounts[phoneNumberID: id] else { throw .notFound(resource: "account", id: id) }
        return account
    }

    /// Throws `accountNotConnected` unless the number is connected.
    package func requireConnected(_ account: WhatsAppAccount) throws(DomainError) {
        guard account.status == .connected else { throw .accountNotConnected }
    }

    /// The WhatsApp accounts that a customer owns, oldest first.
    package func accounts(of customer: Customer) -> [WhatsAppAccount] {
        accounts.owned(by: customer.id)
    }

    /// Changes the status of an account without an event, as Meta or an operator does.
    package mutating func setStatus(
        _ status: WhatsAppAccount.Status,
        of account: WhatsAppAccount
    ) -> WhatsAppAccount {
        var changed = account
        changed.status = status
        accounts.replace(changed)
        return changed
    }

    /// Assigns an account to a customer without an event; throws if another customer owns it (assignAccount).
    package mutating func assign(
        _ account: WhatsAppAccount,
        to customer: Customer,
        at now: Timestamp
    ) throws(DomainError) -> WhatsAppAccount {
        guard customer.status != .archived else { throw customer.conflict }
        guard account.customerID != customer.id else { return account }
        guard account.customerID == nil else {
            throw .conflict(what: "The account", state: "assigned to a customer")
        }
        var changed = account
        changed.customerID = customer.id
        accounts.replace(changed)
        if let id = account.phoneNumberID { note(.accountAssigned(id), of: customer.id, at: now) }
        return changed
    }

    /// Removes the owner of an account without an event; throws if it has none (unassignAccount).
    package mutating func unassign(
        _ account: WhatsAppAccount,
        at now: Timestamp
    ) throws(DomainError) -> WhatsAppAccount {
        guard let owner = account.customerID else {
            throw .conflict(what: "The account", state: "not assigned to a customer")
        }
        var changed = account
        changed.customerID = nil
        accounts.replace(changed)
        if let id = account.phoneNumberID { note(.accountUnassigned(id), of: owner, at: now) }
        return changed
    }
}
