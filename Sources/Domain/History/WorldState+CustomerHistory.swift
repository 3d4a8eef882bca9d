import Documents
import HashTreeCollections

extension WorldState {
    /// What happened to a customer, newest first.
    ///
    /// It is read from the events, from the changes that no event reports, and from the objects as they are now: the
    /// objects of a scenario have no events, and old events are no longer kept. `beginning` is the state that the world
    /// began with, which has the fields of such a customer before its first change.
    package func history(of customer: Customer, since beginning: WorldState, at now: Timestamp) -> CustomerHistory {
        var reported = reportedChanges(of: customer.id)
        let hasCreation = reported.first?.entry.kind == .created
        fillFields(of: &reported, from: valueBeforeEvents(of: customer.id, reported, since: beginning))

        var placed = reported.map { (place: $0.number, entry: $0.entry) }
        for change in unreportedChanges.changes where change.customer == customer.id {
            placed.append((change.eventsBefore, change.entry))
        }
        var entries = placed.enumerated()
            .sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }
            .map(\.element.entry)
        let known = Set(entries.map(\.subject))
        // Backwards, because an entry goes before others of the same time.
        for entry in entriesFromObjects(of: customer, at: now).reversed() where !known.contains(entry.subject) {
            entries.insert(entry, at: (entries.lastIndex { $0.at < entry.at } ?? -1) + 1)
        }
        let hasLostEvents = outbox.total > outbox.events.count && !hasCreation
        let hasLostOthers = unreportedChanges.shortenedCustomers.contains(customer.id)
        return CustomerHistory(
            entries: Array(entries.reversed().prefix(CustomerHistory.limit)),
            isShortened: hasLostEvents || hasLostOthers || entries.count > CustomerHistory.limit
        )
    }

    // MARK: Events

    /// A change that an event reports, with the number of the event and the customer after it.
    private struct ReportedChange {
        let number: Int
        let customer: Customer
        var entry: CustomerHistory.Entry
    }

    private func reportedChanges(of id: Identifier<Customer>) -> [ReportedChange] {
        var number = outbox.total - outbox.events.count
        return outbox.events.compactMap { event in
            number += 1
            guard let change = event.customerChange, change.customer.id == id else { return nil }
            return ReportedChange(number: number, customer: change.customer, entry: change.entry)
        }
    }

    /// The customer before the first of its events; nil if that is not known.
    private func valueBeforeEvents(
        of id: Identifier<Customer>,
        _ reported: [ReportedChange],
        since beginning: WorldState
    ) -> Customer? {
        let lostCount = outbox.total - outbox.events.count
        guard let first = reported.first, first.number > beginning.outbox.total, lostCount <= beginning.outbox.total
        else { return nil }
        return beginning.customers[id]
    }

    /// Compares each customer with the one before it; only the newest are shown, so only these are compared.
    private func fillFields(of changes: inout [ReportedChange], from first: Customer?) {
        for index in changes.indices.suffix(CustomerHistory.limit) {
            guard let before = index > 0 ? changes[index - 1].customer : first else { continue }
            let after = changes[index].customer
            changes[index].entry.fields = before.comparedFields.differences(to: after.comparedFields)
            if changes[index].entry.kind == .updated, before.status == .archived, after.status != .archived {
                changes[index].entry.kind = .restored
            }
        }
    }

    // MARK: Objects

    /// The entries that follow from the customer, its setup links and its accounts, oldest first.
    private func entriesFromObjects(of customer: Customer, at now: Timestamp) -> [CustomerHistory.Entry] {
        var entries = [CustomerHistory.Entry(at: customer.createdAt, kind: .created)]
        for link in setupLinks.newestFirst(in: customer.id).prefix(CustomerHistory.limit).reversed() {
            entries.append(.init(at: link.createdAt, kind: .setupLinkCreated, setupLink: link.id))
            switch link.status(at: now) {
            case .consumed:
                let at = link.consumedAt ?? link.createdAt
                entries.append(.init(at: at, kind: .setupLinkConsumed, setupLink: link.id))
            case .expired: entries.append(.init(at: link.expiresAt, kind: .setupLinkExpired, setupLink: link.id))
            case .active, .revoked: break
            }
        }
        for account in accounts(of: customer) where !hasAssigned(account, to: customer) {
            guard let at = account.onboardedAt else { continue }
            entries.append(.init(at: at, kind: .accountConnected, account: account.phoneNumberID))
        }
        if let at = customer.archivedAt { entries.append(.init(at: at, kind: .archived)) }
        return entries.enumerated()
            .sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
            .map(\.element)
    }

    /// Whether the customer got the account by an assignment, so that it need not have connected it.
    private func hasAssigned(_ account: WhatsAppAccount, to customer: Customer) -> Bool {
        unreportedChanges.changes.contains { change in
            guard change.customer == customer.id, case .accountAssigned(let id) = change.kind else { return false }
            return id == account.phoneNumberID
        }
    }
}

extension UnreportedChange {
    fileprivate var entry: CustomerHistory.Entry {
        switch kind {
        case .accountAssigned(let id): .init(at: at, kind: .accountAssigned, account: id)
        case .accountUnassigned(let id): .init(at: at, kind: .accountUnassigned, account: id)
        case .setupLinkRevoked(let id): .init(at: at, kind: .setupLinkRevoked, setupLink: id)
        }
    }
}

/// What an entry is about; of the kinds that objects show, there is one entry for each.
private struct HistorySubject: Hashable {
    let kind: CustomerHistory.Kind
    let setupLink: Identifier<SetupLink>?
    let account: String?
}

extension CustomerHistory.Entry {
    fileprivate var subject: HistorySubject {
        HistorySubject(kind: kind, setupLink: setupLink, account: account)
    }
}

extension Customer {
    /// The fields whose changes a history shows.
    fileprivate var comparedFields: JSONValue {
        [
            "name": .string(name),
            "email": email.map(JSONValue.string) ?? .null,
            "status": .string(status.rawValue),
            "metadata": metadata.map(JSONValue.object) ?? .null,
        ]
    }
}
