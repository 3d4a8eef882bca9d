extension WorldState {
    /// The customer with that public id; throws `notFound`.
    package func customer(_ id: String) throws(DomainError) -> Customer {
        guard let customer = customers[Identifier(id)] else { throw .notFound(resource: "customer", id: id) }
        return customer
    }

    /// The customer with that public or internal id, for the operator's dashboard, which accepts both.
    package func customer(anyID id: String) throws(DomainError) -> Customer {
        if let known = customersByInternalID[id], let customer = customers[known] { return customer }
        return try customer(id)
    }

    /// Creates a pending customer and emits customer.created (createCustomer).
    package mutating func createCustomer(_ draft: CustomerDraft, in team: Team, at now: Timestamp) -> Customer {
        let customer = Customer(
            id: generator.object(),
            internalID: generator.internalID(),
            name: draft.name,
            email: draft.email,
            status: .pending,
            metadata: draft.metadata,
            archivedAt: nil,
            teamID: team.id,
            createdAt: now,
            updatedAt: now
        )
        customers.insert(customer)
        customersByInternalID[customer.internalID] = customer.id
        emit(.customerCreated(customer), at: now)
        return customer
    }

    /// Throws `invalidField` unless updateCustomer may change the customer's status to that one.
    package func checkStatusChange(of customer: Customer, to status: CustomerStatus) throws(DomainError) {
        guard customer.status.canBePatched(to: status) else {
            throw .invalidField(
                "status",
                detail: "a customer that is \(customer.status.rawValue) cannot become \(status.rawValue)"
            )
        }
    }

    /// Changes a customer and emits customer.updated; throws `conflict` if it is archived (updateCustomer).
    ///
    /// Equal values are no change: there is no event, and `updated_at` stays.
    package mutating func updateCustomer(
        _ customer: Customer,
        with patch: CustomerPatch,
        at now: Timestamp
    ) throws(DomainError) -> Customer {
        guard customer.status != .archived else { throw customer.conflict }
        var changed = patch.applied(to: customer)
        guard changed != customer else { return customer }
        changed.updatedAt = now
        return store(changed) { .customerUpdated($0) }
    }

    /// Archives a customer, which hides it from lists; its accounts, messages and links stay (archiveCustomer).
    package mutating func archiveCustomer(_ customer: Customer, at now: Timestamp) throws(DomainError) -> Customer {
        guard customer.status != .archived else { throw customer.conflict }
        var archived = customer
        archived.status = .archived
        archived.archivedAt = now
        archived.updatedAt = now
        return store(archived) { .customerArchived($0) }
    }

    /// Makes an archived customer pending again; its accounts and links stay (restoreCustomer).
    package mutating func restoreCustomer(_ customer: Customer, at now: Timestamp) throws(DomainError) -> Customer {
        guard customer.status == .archived else { throw customer.conflict }
        var restored = customer
        restored.status = .pending
        restored.archivedAt = nil
        restored.updatedAt = now
        return store(restored) { .customerUpdated($0) }
    }

    /// Stores a changed customer and emits the event about the change.
    private mutating func store(_ changed: Customer, _ event: (Customer) -> DomainEvent.Kind) -> Customer {
        customers.replace(changed)
        emit(event(changed), at: changed.updatedAt)
        return changed
    }
}

// MARK: Lists

extension WorldState {
    /// One page of customers, newest first, that starts after `position`.
    ///
    /// `encode` writes a customer in another form than `json(of:)`.
    package func customerPage(
        of key: Customer.ListKey,
        after position: Int?,
        limit: Int,
        where isShown: ((Customer) -> Bool)? = nil,
        encoding encode: ((Customer) -> [UInt8])? = nil
    ) -> Page {
        customers.page(of: key, after: position, limit: limit, where: isShown, encoding: encode)
    }

    /// The JSON of the customer with that id; empty if there is none.
    package func json(of customer: Identifier<Customer>) -> [UInt8] { customers.json(of: customer) }
}

extension Customer {
    /// The error of an operation that the customer's status forbids.
    package var conflict: DomainError {
        .conflict(what: "The customer", state: status.rawValue)
    }
}
