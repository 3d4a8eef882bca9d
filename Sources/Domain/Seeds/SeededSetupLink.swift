/// A setup link as a scenario writes it.
package struct SeededSetupLink: Hashable, Sendable {
    /// When a seeded link expires: relative to its creation, or at a fixed time.
    package enum Expiry: Hashable, Sendable {
        /// The number of hours after the link was created.
        case hours(Int)
        case at(Timestamp)
    }

    /// The name that the id is derived from; without one it is derived from the customer's id.
    package var ref: String?
    /// The public id; nil derives it from `ref`.
    package var id: String?
    /// The `ref` or the id of the seeded customer that the link is for.
    package var customer: String
    /// The status that the link starts with.
    package var status = SetupLink.Status.active
    /// When the link expires; for status `expired`, now if that is earlier.
    package var expiry = Expiry.hours(SetupLinkDraft().hours)
    /// The secret token in the link's URL; nil derives it from the id.
    package var token: String?
    /// The platform's pages that the browser is sent to after the signup.
    package var redirects = SetupLinkRedirects()
    /// When it was created; nil for now.
    package var createdAt: Timestamp?

    /// An active link for the customer with that `ref` or id.
    package init(ref: String? = nil, id: String? = nil, customer: String) {
        self.ref = ref
        self.id = id
        self.customer = customer
    }
}

extension WorldState {
    /// Adds the links to the world; a link whose customer is not among `owners` is skipped.
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
