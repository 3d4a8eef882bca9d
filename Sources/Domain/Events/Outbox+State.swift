import DequeModule
import Documents

extension DomainEvent: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        DomainEvent(
            id: try coder.field("id", \.id),
            createdAt: try coder.field("created_at", \.createdAt),
            kind: try coder.field("kind", \.kind)
        )
    }
}

extension DomainEvent.Kind: StateCodable {
    private enum Tag: String, CaseIterable {
        case customerCreated = "customer_created"
        case customerUpdated = "customer_updated"
        case customerArchived = "customer_archived"
        case setupLinkCreated = "setup_link_created"
        case setupLinkConsumed = "setup_link_consumed"
        case customerOnboarded = "customer_onboarded"
        case accountConnected = "account_connected"
        case contactCreated = "contact_created"
        case contactUpdated = "contact_updated"
        case contactIdentityUpdated = "contact_identity_updated"
        case conversationAssigned = "conversation_assigned"
        case conversationClosed = "conversation_closed"
        case messageReceived = "message_received"
        case messageStatus = "message_status"
        case messageSent = "message_sent"
        case messageEdited = "message_edited"
        case messageRevoked = "message_revoked"
        case messageAmended = "message_amended"
        case identityReported = "identity_reported"
        case triggered
    }

    /// A setup link and its customer.
    private struct Invitation: StateObject {
        let setupLink: SetupLink
        let customer: Customer

        static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
            Invitation(
                setupLink: try coder.field("setup_link", \.setupLink),
                customer: try coder.field("customer", \.customer)
            )
        }
    }

    /// A customer and the account that it connected.
    private struct Onboarding: StateObject {
        let customer: Customer
        let account: WhatsAppAccount

        static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
            Onboarding(
                customer: try coder.field("customer", \.customer),
                account: try coder.field("account", \.account)
            )
        }
    }

    /// A contact as an event shows it, and how it was acquired.
    private struct Acquaintance: StateObject {
        let contact: Contact
        let account: EmbeddedAccount
        let source: Contact.AcquisitionSource

        static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
            Acquaintance(
                contact: try coder.field("contact", \.contact),
                account: try coder.field("account", \.account),
                source: try coder.field("source", \.source)
            )
        }
    }

    /// A contact as an event shows it, and which of its fields changed.
    private struct ContactChange: StateObject {
        let contact: Contact
        let account: EmbeddedAccount
        let fields: [Contact.Field]

        static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
            ContactChange(
                contact: try coder.field("contact", \.contact),
                account: try coder.field("account", \.account),
                fields: try coder.field("fields", \.fields)
            )
        }
    }

    /// A message and the status that Meta reports for it.
    private struct StatusChange: StateObject {
        let notice: MessageNotice
        let report: MessageReport

        static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
            StatusChange(notice: try coder.field("notice", \.notice), report: try coder.field("report", \.report))
        }
    }

    /// A message and its edit or revocation.
    private struct Amendment: StateObject {
        let notice: MessageNotice
        let amendment: MessageAmendment

        static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
            Amendment(
                notice: try coder.field("notice", \.notice),
                amendment: try coder.field("amendment", \.amendment)
            )
        }
    }

    func writeState(to writer: inout JSONWriter) {
        switch self {
        case .customerCreated(let customer): StateChoice.write(Tag.customerCreated, customer, to: &writer)
        case .customerUpdated(let customer): StateChoice.write(Tag.customerUpdated, customer, to: &writer)
        case .customerArchived(let customer): StateChoice.write(Tag.customerArchived, customer, to: &writer)
        case .setupLinkCreated(let link, let customer):
            StateChoice.write(Tag.setupLinkCreated, Invitation(setupLink: link, customer: customer), to: &writer)
        case .setupLinkConsumed(let link, let customer):
            StateChoice.write(Tag.setupLinkConsumed, Invitation(setupLink: link, customer: customer), to: &writer)
        case .customerOnboarded(let customer, let account):
            StateChoice.write(Tag.customerOnboarded, Onboarding(customer: customer, account: account), to: &writer)
        case .accountConnected(let account): StateChoice.write(Tag.accountConnected, account, to: &writer)
        case .contactCreated(let contact, let account, let source):
            let content = Acquaintance(contact: contact, account: account, source: source)
            StateChoice.write(Tag.contactCreated, content, to: &writer)
        case .contactUpdated(let contact, let account, let fields):
            let content = ContactChange(contact: contact, account: account, fields: fields)
            StateChoice.write(Tag.contactUpdated, content, to: &writer)
        case .conversationAssigned(let assignment):
            StateChoice.write(Tag.conversationAssigned, assignment, to: &writer)
        case .conversationClosed(let id): StateChoice.write(Tag.conversationClosed, id, to: &writer)
        case .messageReceived(let notice): StateChoice.write(Tag.messageReceived, notice, to: &writer)
        case .messageStatus(let notice, let report):
            StateChoice.write(Tag.messageStatus, StatusChange(notice: notice, report: report), to: &writer)
        case .messageSent(let notice): StateChoice.write(Tag.messageSent, notice, to: &writer)
        case .messageEdited(let notice): StateChoice.write(Tag.messageEdited, notice, to: &writer)
        case .messageRevoked(let notice): StateChoice.write(Tag.messageRevoked, notice, to: &writer)
        case .messageAmended(let notice, let amendment):
            StateChoice.write(Tag.messageAmended, Amendment(notice: notice, amendment: amendment), to: &writer)
        case .identityReported(let notice): StateChoice.write(Tag.identityReported, notice, to: &writer)
        case .contactIdentityUpdated(let contact):
            StateChoice.write(Tag.contactIdentityUpdated, contact, to: &writer)
        case .triggered(let event): StateChoice.write(Tag.triggered, event, to: &writer)
        }
    }

    init(state json: JSONValue) throws(StateError) {
        self = try StateChoice.read(json) { (tag: Tag, content) throws(StateError) in
            switch tag {
            case .customerCreated: return .customerCreated(try Customer(state: content))
            case .customerUpdated: return .customerUpdated(try Customer(state: content))
            case .customerArchived: return .customerArchived(try Customer(state: content))
            case .setupLinkCreated:
                let invitation = try Invitation(state: content)
                return .setupLinkCreated(invitation.setupLink, invitation.customer)
            case .setupLinkConsumed:
                let invitation = try Invitation(state: content)
                return .setupLinkConsumed(invitation.setupLink, invitation.customer)
            case .customerOnboarded:
                let onboarding = try Onboarding(state: content)
                return .customerOnboarded(onboarding.customer, onboarding.account)
            case .accountConnected: return .accountConnected(try WhatsAppAccount(state: content))
            case .contactCreated:
                let acquaintance = try Acquaintance(state: content)
                return .contactCreated(acquaintance.contact, acquaintance.account, acquaintance.source)
            case .contactUpdated:
                let change = try ContactChange(state: content)
                return .contactUpdated(change.contact, change.account, change.fields)
            case .conversationAssigned: return .conversationAssigned(try ConversationAssignment(state: content))
            case .conversationClosed: return .conversationClosed(try Identifier(state: content))
            case .messageReceived: return .messageReceived(try MessageNotice(state: content))
            case .messageStatus:
                let change = try StatusChange(state: content)
                return .messageStatus(change.notice, change.report)
            case .messageSent: return .messageSent(try MessageNotice(state: content))
            case .messageEdited: return .messageEdited(try MessageNotice(state: content))
            case .messageRevoked: return .messageRevoked(try MessageNotice(state: content))
            case .messageAmended:
                let amended = try Amendment(state: content)
                return .messageAmended(amended.notice, amended.amendment)
            case .identityReported: return .identityReported(try IdentityNotice(state: content))
            case .contactIdentityUpdated: return .contactIdentityUpdated(try Contact(state: content))
            case .triggered: return .triggered(try WebhookEvent(state: content))
            }
        }
    }
}

extension Outbox: StateObject {
    private var kept: [DomainEvent] { Array(events) }

    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        let total = try coder.field("total", \.total, in: .count)
        let kept = try coder.field("events", \.kept)
        let limit = min(total, capacity)
        try coder.check("events", mustBe: "at most \(limit) events", kept.count <= limit)
        return Outbox(events: Deque(kept), total: total)
    }
}
