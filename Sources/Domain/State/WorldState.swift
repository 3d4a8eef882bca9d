import DequeModule

/// Everything one world remembers: a value, changed in place by the transitions in the folders beside this one.
///
/// Check first, then change: a transition that throws has changed nothing.
package struct WorldState: Sendable {
    /// The tenant to whom all of it belongs.
    package var organization: Organization
    /// The tenants of the tenant.
    package internal(set) var customers = ResourceCollection<Customer>()
    /// Their invitations.
    package internal(set) var setupLinks = ResourceCollection<SetupLink>()
    /// The numbers that are connected or on the way to it, oldest first.
    package internal(set) var accounts = AccountList()
    /// Who chats with those numbers.
    package internal(set) var contacts = ResourceCollection<Contact>()
    /// Who those are on WhatsApp.
    var directory = WhatsAppDirectory()
    /// What they and the numbers have written to each other.
    package internal(set) var conversations = ResourceCollection<Conversation>()
    /// In what order those are listed.
    package internal(set) var activity = ActivityOrder()
    /// The marks that teams put on both.
    package internal(set) var labels = ResourceCollection<Label>()
    /// What they consist of.
    package internal(set) var messages = ResourceCollection<Message>()
    /// What the numbers may send at any time.
    package internal(set) var templates = ResourceCollection<Template>()
    /// The endpoints that want to hear of events.
    package internal(set) var webhookSubscriptions = ResourceCollection<WebhookSubscription>()
    /// Every event on its way to every subscription.
    package internal(set) var deliveries = ResourceCollection<WebhookDelivery>()
    /// Which of them may be attempted now.
    package internal(set) var deliveryQueue = DeliveryQueue()
    /// Those that are not in the queue yet.
    var unqueued = UnqueuedDeliveries()
    /// How they are delivered.
    package internal(set) var policy = WebhookPolicy()
    /// Authorities in PEM form that receivers' certificates may come from, beside those that everybody trusts.
    package var trustedCertificates: String?
    /// The clock that everything dated reads.
    package internal(set) var clock = WorldClock.wall
    /// What will happen when the clock gets there.
    package internal(set) var timers = TimerQueue()
    /// Whether the world is over, so that nothing of it may be sent any more.
    package internal(set) var isEnded = false
    /// What happened, for those who look back.
    package internal(set) var outbox = Outbox()
    /// Seals the page markers of this world.
    package let cursors: CursorSeal
    /// Makes the ids.
    package internal(set) var generator: IdentifierGenerator

    var customersByInternalID: [String: Identifier<Customer>] = [:]
    var setupLinksByToken: [String: Identifier<SetupLink>] = [:]
    var contactsByAddress: [ContactAddress: Identifier<Contact>] = [:]
    var conversationsByAddress: [ContactAddress: Identifier<Conversation>] = [:]
    var labelsByAddress: [LabelAddress: Identifier<Label>] = [:]
    var templatesByAddress: [TemplateAddress: Identifier<Template>] = [:]
    var messagesByWamid: [String: Identifier<Message>] = [:]
    /// What counts against the quota of messages.
    var sendCounts = SendCounts()
    /// When a typing bubble was last shown in a conversation.
    var typings = Typings()
    var nonces = OnboardingNonces()
    /// The deliveries by age, for those who forget the oldest.
    var deliveryOrder: Deque<Identifier<WebhookDelivery>> = []

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
        let event = DomainEvent(id: generator.event(), createdAt: now, kind: kind)
        outbox.append(event)
        deliver(event, at: now)
    }

    /// Sends an event that nothing has caused; `content` makes what is sent from the new event's id.
    package mutating func trigger(
        at now: Timestamp,
        _ content: (Identifier<DomainEvent>) -> WebhookEvent
    ) -> (event: WebhookEvent, deliveries: [Identifier<WebhookDelivery>]) {
        let id = generator.event()
        let content = content(id)
        let event = DomainEvent(id: id, createdAt: now, kind: .triggered(content))
        outbox.append(event)
        return (content, deliver(event, at: now))
    }

    /// Changes how deliveries are made from now on; planned retries keep their times.
    package mutating func setPolicy(_ policy: WebhookPolicy) {
        self.policy = policy
        deliveryQueue.resumeAll()
    }
}
