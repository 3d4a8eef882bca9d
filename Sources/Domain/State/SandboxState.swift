/// Everything one world remembers: a value, changed in place by the transitions in the folders beside this one.
///
/// Check first, then change: a transition that throws has changed nothing.
package struct SandboxState: Sendable {
    /// The tenant to whom all of it belongs.
    package var organization: Organization
    /// The tenants of the tenant.
    package internal(set) var customers = ResourceCollection<Customer>()
    /// Their invitations.
    package internal(set) var setupLinks = ResourceCollection<SetupLink>()
    /// The numbers that are connected or on the way to it, oldest first.
    package internal(set) var accounts: [WhatsAppAccount] = []
    /// The endpoints that want to hear of events.
    package internal(set) var webhookSubscriptions = ResourceCollection<WebhookSubscription>()
    /// What happened, for those who deliver it.
    package internal(set) var outbox = Outbox()
    /// Seals the page markers of this world.
    package let cursors: CursorSeal
    /// Makes the ids.
    package internal(set) var generator: IdentifierGenerator

    /// A world with that organization in it and nothing else.
    package init(organization: Organization, seed: WorldSeed) {
        self.organization = organization
        cursors = CursorSeal(seed: seed)
        generator = IdentifierGenerator(seed: seed)
    }

    /// Puts an account into the world, the way a scenario or an operator does: no event.
    package mutating func seed(_ account: WhatsAppAccount) {
        accounts.append(account)
    }

    mutating func emit(_ kind: DomainEvent.Kind, at now: Timestamp) {
        outbox.append(DomainEvent(id: generator.event(), createdAt: now, kind: kind))
    }
}
