/// A customer as a scenario writes it.
package struct SeededCustomer: Hashable, Sendable {
    /// What other rows call it; its id follows from it.
    package var ref: String?
    /// The public id, if it is not to be made.
    package var id: String?
    /// Name, address and metadata.
    package var draft: CustomerDraft
    /// Where it stands; nil for active if it has an account, else pending.
    package var status: CustomerStatus?
    /// The team that looks after it; nil for the first.
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
    /// Puts customers into the world; answers them by what other rows may call them, `ref` and `id`.
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
