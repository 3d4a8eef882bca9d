import HashTreeCollections

extension WorldState {
    /// Throws for an imported world in which an object refers to another one that does not exist.
    ///
    /// Teams, subscriptions and deliveries may have been removed since, so references to them are not checked.
    func checkReferences(nonces: [OnboardingNonce]) throws(StateError) {
        for (index, link) in zip(setupLinks.exportedIndices, setupLinks.byAge) {
            guard let customer = customers[link.customer] else {
                throw .dangling("customer", link.customer.description)
                    .inside("customer").inside(index).inside("setup_links")
            }
            guard customer.internalID == link.customerInternalID else {
                throw .expected("\(customer.internalID), the customer's")
                    .inside("customer_internal_id").inside(index).inside("setup_links")
            }
        }
        for (index, account) in accounts.all.enumerated() {
            guard let owner = account.customerID, customers[owner] == nil else { continue }
            throw .dangling("customer", owner.description).inside("customer_id").inside(index).inside("accounts")
        }
        for (index, template) in zip(templates.exportedIndices, templates.byAge)
        where accounts[phoneNumberID: template.accountID] == nil {
            throw .dangling("account", template.accountID)
                .inside("account_id").inside(index).inside("templates")
        }
        for (index, change) in unreportedChanges.changes.enumerated() where customers[change.customer] == nil {
            throw .dangling("customer", change.customer.description)
                .inside("customer").inside(index).inside("changes").inside("unreported_changes")
        }
        for customer in unreportedChanges.shortenedCustomers where customers[customer] == nil {
            throw .dangling("customer", customer.description)
                .inside("shortened_customers").inside("unreported_changes")
        }
        for (index, nonce) in nonces.enumerated() where setupLinks[nonce.link] == nil {
            throw .dangling("setup link", nonce.link.description).inside("link").inside(index).inside("nonces")
        }
        try checkInboxReferences()
        try checkMessageReferences()
        try checkTimers()
    }

    private func checkTimers() throws(StateError) {
        for (index, timer) in timers.waiting.enumerated() {
            switch timer.kind {
            case .setupLinkExpiry(let id), .onboarding(let id):
                guard setupLinks[id] == nil else { continue }
                throw .dangling("setup link", id.description)
                    .inside("kind").inside(index).inside("timers").inside("timers")
            case .windowEnd(let id):
                guard conversations[id] == nil else { continue }
                throw .dangling("conversation", id.description)
                    .inside("kind").inside(index).inside("timers").inside("timers")
            case .templateReview(let id):
                guard templates[id] == nil else { continue }
                throw .dangling("template", id.description)
                    .inside("kind").inside(index).inside("timers").inside("timers")
            case .messageStatus(let id):
                guard messages[id] == nil else { continue }
                throw .dangling("message", id.description)
                    .inside("kind").inside(index).inside("timers").inside("timers")
            case .deliveryAttempt, .secretExpiry: continue
            }
        }
    }

    /// Fills the indices that are derived from the objects; throws for a duplicate.
    mutating func fillIndices() throws(StateError) {
        for (index, customer) in zip(customers.exportedIndices, customers.byAge) {
            guard customersByInternalID.updateValue(customer.id, forKey: customer.internalID) == nil else {
                throw .duplicate(customer.internalID).inside("internal_id").inside(index).inside("customers")
            }
        }
        for (index, link) in zip(setupLinks.exportedIndices, setupLinks.byAge) {
            guard setupLinksByToken.updateValue(link.id, forKey: link.token) == nil else {
                throw .duplicate("the token").inside("token").inside(index).inside("setup_links")
            }
        }
        try fillInboxIndices()
        try fillMessageIndex()
        for (index, template) in zip(templates.exportedIndices, templates.byAge) {
            guard templatesByAddress.updateValue(template.id, forKey: template.address) == nil else {
                throw .duplicate("\(template.name) in \(template.language)")
                    .inside("name").inside(index).inside("templates")
            }
        }
        deliveryOrder = ChunkedQueue(deliveries.byAge.lazy.map(\.id))
    }
}
