extension WorldState {
    /// The account of that number.
    package func account(phoneNumberID id: String) throws(DomainError) -> WhatsAppAccount {
        guard let account = accounts[phoneNumberID: id] else { throw .notFound(resource: "account", id: id) }
        return account
    }

    /// Refuses a number that is not connected: only connected ones send.
    package func requireConnected(_ account: WhatsAppAccount) throws(DomainError) {
        guard account.status == .connected else { throw .accountNotConnected }
    }

    /// The WhatsApp accounts that a customer owns, oldest first.
    package func accounts(of customer: Customer) -> [WhatsAppAccount] {
        accounts.owned(by: customer.id)
    }

    /// Gives a number another status, as Meta or an operator does; no event.
    package mutating func setStatus(
        _ status: WhatsAppAccount.Status,
        of account: WhatsAppAccount
    ) -> WhatsAppAccount {
        var changed = account
        changed.status = status
        accounts.replace(changed)
        return changed
    }

    /// Gives an account that nobody else owns to a customer; no event (assignAccount).
    package mutating func assign(
        _ account: WhatsAppAccount,
        to customer: Customer
    ) throws(DomainError) -> WhatsAppAccount {
        guard customer.status != .archived else { throw customer.conflict }
        guard account.customerID == nil || account.customerID == customer.id else {
            throw .conflict(what: "The account", state: "assigned to a customer")
        }
        var changed = account
        changed.customerID = customer.id
        accounts.replace(changed)
        return changed
    }

    /// Makes an account one of the organization itself; no event (unassignAccount).
    package mutating func unassign(_ account: WhatsAppAccount) throws(DomainError) -> WhatsAppAccount {
        guard account.customerID != nil else {
            throw .conflict(what: "The account", state: "not assigned to a customer")
        }
        var changed = account
        changed.customerID = nil
        accounts.replace(changed)
        return changed
    }
}
