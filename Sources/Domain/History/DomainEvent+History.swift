extension DomainEvent {
    /// The customer that a change was made to, as it was after the change, with the entry of its history.
    ///
    /// Nil for other events, for triggered ones, which report no change, and for whatsapp_account.connected, which
    /// reports the same as customer.onboarded.
    var customerChange: (customer: Customer, entry: CustomerHistory.Entry)? {
        switch kind {
        case .customerCreated(let customer): (customer, entry(.created))
        case .customerUpdated(let customer): (customer, entry(.updated))
        case .customerArchived(let customer): (customer, entry(.archived))
        case .setupLinkCreated(let invitation):
            (invitation.customer, entry(.setupLinkCreated, setupLink: invitation.setupLink.id))
        case .setupLinkConsumed(let invitation):
            (invitation.customer, entry(.setupLinkConsumed, setupLink: invitation.setupLink.id))
        case .customerOnboarded(let onboarded):
            (onboarded.customer, entry(.accountConnected, account: onboarded.account.phoneNumberID))
        case .accountConnected, .contactCreated, .contactUpdated, .contactIdentityUpdated, .conversationAssigned,
            .conversationClosed, .messageReceived, .messageStatus, .messageSent, .messageEdited, .messageRevoked,
            .messageAmended, .identityReported, .triggered:
            nil
        }
    }

    private func entry(
        _ kind: CustomerHistory.Kind,
        setupLink: Identifier<SetupLink>? = nil,
        account: String? = nil
    ) -> CustomerHistory.Entry {
        CustomerHistory.Entry(at: createdAt, kind: kind, setupLink: setupLink, account: account, event: id)
    }
}
