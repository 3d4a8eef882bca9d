/// The complete state of one world, changed by the mutating functions in the folders beside this one.
///
/// Such a function checks first and changes then: if it throws, it has changed nothing.
package struct WorldState: Sendable {
    /// The organization whose API keys reach this world.
    package var organization: Organization {
        didSet { isOrganizationTouched = true }
    }
    /// Whether the organization was changed since the last `takeTouchedObjects`.
    var isOrganizationTouched = false
    /// The customers of the organization.
    package internal(set) var customers = ResourceCollection<Customer>()
    /// The setup links of the customers.
    package internal(set) var setupLinks = ResourceCollection<SetupLink>()
    /// The WhatsApp accounts, connected or not, oldest first.
    package internal(set) var accounts = AccountList()
    /// The contacts of the accounts.
    package internal(set) var contacts = ResourceCollection<Contact>()
    /// The persons on WhatsApp behind the contacts.
    var directory = WhatsAppDirectory()
    /// The conversations between accounts and contacts.
    package internal(set) var conversations = ResourceCollection<Conversation>()
    /// The order in which conversations are listed.
    package internal(set) var activity = ActivityOrder()
    /// The labels of the teams.
    package internal(set) var labels = ResourceCollection<Label>()
    /// The messages of the conversations.
    package internal(set) var messages = ResourceCollection<Message>()
    /// The message templates of the accounts.
    package internal(set) var templates = ResourceCollection<Template>()
    /// The endpoints that events are delivered to.
    package internal(set) var webhookSubscriptions = ResourceCollection<WebhookSubscription>()
    /// The deliveries, one for each event and subscription.
    package internal(set) var deliveries = ResourceCollection<WebhookDelivery>()
    /// The deliveries that may be attempted now.
    package internal(set) var deliveryQueue = DeliveryQueue()
    /// The pending deliveries that are not in the queue yet.
    var unqueued = UnqueuedDeliveries()
    /// How deliveries are attempted: retries, time limit and order.
    package internal(set) var policy = WebhookPolicy()
    /// PEM certificate authorities that receivers' certificates may be signed by, besides the system's.
    package var trustedCertificates: String?
    /// The clock that all timestamps are read from.
    package internal(set) var clock = WorldClock.wall
    /// The timers that fire when the clock reaches them.
    package internal(set) var timers = TimerQueue()
    /// Whether the world has ended; an ended world starts no further deliveries.
    package internal(set) var isEnded = false
    /// The newest events of the world.
    package internal(set) var outbox = Outbox()
    /// The newest changes of customers that no event reports.
    package internal(set) var unreportedChanges = UnreportedChanges()
    /// Encodes and checks the page markers of this world.
    package let cursors: CursorSeal
    /// Generates the ids and tokens.
    package internal(set) var generator: IdentifierGenerator

    var customersByInternalID = ObjectIndex<String, Customer>()
    var setupLinksByToken = ObjectIndex<String, SetupLink>()
    var contactsByAddress = ObjectIndex<ContactAddress, Contact>()
    var conversationsByAddress = ObjectIndex<ContactAddress, Conversation>()
    var labelsByAddress = ObjectIndex<LabelAddress, Label>()
    var templatesByAddress = ObjectIndex<TemplateAddress, Template>()
    var messagesByWamid = ObjectIndex<String, Message>()
    /// The number of messages sent per month, for the plan's quota.
    var sendCounts = SendCounts()
    /// When the typing indicator was last shown in each conversation.
    var typings = Typings()
    var nonces = OnboardingNonces()
    /// The deliveries, oldest first, so that the oldest can be removed.
    var deliveryOrder = ChunkedQueue<Identifier<WebhookDelivery>>()

    /// A world with that organization and no other objects.
    package init(organization: Organization, seed: WorldSeed) {
        self.organization = organization
        cursors = CursorSeal(seed: seed)
        generator = IdentifierGenerator(seed: seed)
    }

    /// Adds an account without an event, as a scenario or an operator does.
    package mutating func seed(_ account: WhatsAppAccount) {
        accounts.append(account)
    }

    mutating func emit(_ kind: DomainEvent.Kind, at now: Timestamp) {
        let event = DomainEvent(id: generator.event(), createdAt: now, kind: kind)
        outbox.append(event)
        deliver(event, at: now)
    }

    /// Records a change of a customer that no event reports, for its history.
    mutating func note(_ kind: UnreportedChange.Kind, of customer: Identifier<Customer>, at now: Timestamp) {
        let place = outbox.total
        unreportedChanges.append(UnreportedChange(customer: customer, at: now, kind: kind, eventsBefore: place))
    }

    /// Emits an event without the change that it reports; `content` makes its type and body from the new event's id.
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

    /// Changes how deliveries are attempted; the times of planned retries stay.
    package mutating func setPolicy(_ policy: WebhookPolicy) {
        self.policy = policy
        deliveryQueue.resumeAll()
    }
}
