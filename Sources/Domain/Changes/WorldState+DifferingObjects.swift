extension WorldState {
    /// The objects that differ from those of an earlier state, or that only one of the two has, without deliveries.
    ///
    /// They come kind by kind in the order of `ObjectKind`, and within a kind in the order of creation. The whole states
    /// are compared, so that they may be states of different worlds.
    package func objects(differingFrom earlier: WorldState) -> [ObjectName] {
        ObjectKind.allCases.flatMap { kind in
            ids(of: kind, differingFrom: earlier).map { ObjectName(kind, $0) }
        }
    }

    private func ids(of kind: ObjectKind, differingFrom earlier: WorldState) -> [String] {
        switch kind {
        case .organization: organization == earlier.organization ? [] : [organization.id.description]
        case .customer: customers.ids(differingFrom: earlier.customers).map(\.description)
        case .setupLink: setupLinks.ids(differingFrom: earlier.setupLinks).map(\.description)
        case .account: accounts.ids(differingFrom: earlier.accounts)
        case .contact: contacts.ids(differingFrom: earlier.contacts).map(\.description)
        case .conversation: conversations.ids(differingFrom: earlier.conversations).map(\.description)
        case .label: labels.ids(differingFrom: earlier.labels).map(\.description)
        case .message: messages.ids(differingFrom: earlier.messages).map(\.description)
        case .template: templates.ids(differingFrom: earlier.templates).map(\.description)
        case .webhookSubscription:
            webhookSubscriptions.ids(differingFrom: earlier.webhookSubscriptions).map(\.description)
        case .webhookDelivery: []
        }
    }
}

extension AccountList {
    /// The phone number ids of the accounts that differ from those of an earlier list, or that only one of the two has.
    fileprivate func ids(differingFrom earlier: AccountList) -> [String] {
        let known = earlier.all.compactMap(\.phoneNumberID)
        let changed = known.filter { self[phoneNumberID: $0] != earlier[phoneNumberID: $0] }
        let added = all.compactMap(\.phoneNumberID).filter { earlier[phoneNumberID: $0] == nil }
        return changed + added
    }
}
