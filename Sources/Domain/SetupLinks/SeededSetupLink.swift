/// A setup link as a scenario writes it.
package struct SeededSetupLink: Hashable, Sendable {
    /// When a link stops to work.
    package enum Expiry: Hashable, Sendable {
        /// So many hours after it was created.
        case hours(Int)
        case at(Timestamp)
    }

    /// What names it; its id follows from it.
    package var ref: String?
    /// The public id, if it is not to be made.
    package var id: String?
    /// The `ref` or the id of the seeded customer whom it invites.
    package var customer: String
    /// What has become of it.
    package var status = SetupLink.Status.active
    /// When it stops to work; an expired link has done so by now.
    package var expiry = Expiry.hours(SetupLinkDraft().hours)
    /// The secret, if it is not to be made.
    package var token: String?
    /// Where the browser goes afterwards.
    package var redirects = SetupLinkRedirects()
    /// When it was created; nil for now.
    package var createdAt: Timestamp?

    /// An active link for a customer.
    package init(ref: String? = nil, id: String? = nil, customer: String) {
        self.ref = ref
        self.id = id
        self.customer = customer
    }
}

extension WorldState {
    /// Puts links into the world, each for the customer that it names; a link for nobody is left out.
    mutating func seed(
        _ rows: [SeededSetupLink],
        owners: [String: Customer],
        ids: BaselineIdentifiers,
        at now: Timestamp
    ) {
        var made = SeededIdentifiers<SetupLink>(ids, given: rows.map(\.id))
        for row in rows {
            guard let customer = owners[row.customer] else { continue }
            let id = made.next(given: row.id, name: row.ref ?? "customer/" + customer.id.description)
            let link = row.link(id: id, token: row.token ?? ids.setupLinkToken(of: id), for: customer, at: now)
            setupLinks.insert(link)
            setupLinksByToken[link.token] = link.id
            if link.status(at: now) == .active { setTimers(of: link, at: now) }
        }
    }
}

extension SeededSetupLink {
    fileprivate func link(
        id: Identifier<SetupLink>,
        token: String,
        for customer: Customer,
        at now: Timestamp
    ) -> SetupLink {
        let createdAt = self.createdAt ?? now
        let given =
            switch expiry {
            case .hours(let hours): createdAt.adding(hours: hours)
            case .at(let moment): moment
            }
        var link = SetupLink(
            id: id,
            customer: customer.id,
            customerInternalID: customer.internalID,
            token: token,
            expiresAt: status == .expired ? min(given, now) : given,
            createdAt: createdAt,
            redirects: redirects
        )
        link.consumedAt = status == .consumed ? createdAt : nil
        link.isRevoked = status == .revoked
        return link
    }
}
