/// A customer as a scenario writes it.
package struct SeededCustomer: Hashable, Sendable {
    /// The name that other rows use and the id is derived from; without one the customer's name is used.
    package var ref: String?
    /// The public id; nil derives it from `ref`.
    package var id: String?
    /// The name, email address and metadata.
    package var draft: CustomerDraft
    /// The status; nil for `active` if a seeded account belongs to the customer, else `pending`.
    package var status: CustomerStatus?
    /// The team that the customer belongs to; nil for the first.
    package var team: OrganizationPatch.TeamDraft?
    /// When it was created; nil for now.
    package var createdAt: Timestamp?
    /// When it last changed; nil for when it was created.
    package var updatedAt: Timestamp?

    /// A customer of the first team.
    package init(ref: String? = nil, id: String? = nil, draft: CustomerDraft) {
        self.ref = ref
        self.id = id
        self.draft = draft
    }
}

extension WorldState {
    /// Adds the customers to the world; returns them by `ref` and by given id.
    mutating func seed(
        _ rows: [SeededCustomer],
        havingAccounts accounts: [SeededAccount],
        ids: BaselineIdentifiers,
        at now: Timestamp
    ) -> [String: Customer] {
        let owners = Set(accounts.compactMap(\.customer))
        var made = SeededIdentifiers<Customer>(ids, given: rows.map(\.id))
        var known: [String: Customer] = [:]
        for var row in rows {
            let names = [row.ref, row.id].compactMap(\.self)
            let id = made.next(given: row.id, name: row.ref ?? "name/" + row.draft.name)
            row.status = row.status ?? (owners.isDisjoint(with: names) ? .pending : .active)
            let customer = customer(row, id: id, ids: ids, at: now)
            customers.insert(customer)
            customersByInternalID[customer.internalID] = id
            for name in names { known[name] = customer }
        }
        return known
    }

    private func customer(
        _ row: SeededCustomer,
        id: Identifier<Customer>,
        ids: BaselineIdentifiers,
        at now: Timestamp
    ) -> Customer {
        let status = row.status ?? .pending
        let createdAt = row.createdAt ?? min(row.updatedAt ?? now, now)
        let updatedAt = row.updatedAt ?? createdAt
        return Customer(
            id: id,
            internalID: ids.internalID(of: id),
            name: row.draft.name,
            email: row.draft.email,
            status: status,
            metadata: row.draft.metadata,
            archivedAt: status == .archived ? updatedAt : nil,
            teamID: seededTeamID(row.team, ids: ids),
            createdAt: createdAt,
            updatedAt: updatedAt
        )
    }
}
