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

    func writeState(to writer: inout JSONWriter) {
        switch self {
        case .customerCreated(let content): StateChoice.write(Tag.customerCreated, content, to: &writer)
        case .customerUpdated(let content): StateChoice.write(Tag.customerUpdated, content, to: &writer)
        case .customerArchived(let content): StateChoice.write(Tag.customerArchived, content, to: &writer)
        case .setupLinkCreated(let content): StateChoice.write(Tag.setupLinkCreated, content, to: &writer)
        case .setupLinkConsumed(let content): StateChoice.write(Tag.setupLinkConsumed, content, to: &writer)
        case .customerOnboarded(let content): StateChoice.write(Tag.customerOnboarded, content, to: &writer)
        case .accountConnected(let content): StateChoice.write(Tag.accountConnected, content, to: &writer)
        case .contactCreated(let content): StateChoice.write(Tag.contactCreated, content, to: &writer)
        case .contactUpdated(let content): StateChoice.write(Tag.contactUpdated, content, to: &writer)
        case .contactIdentityUpdated(let content): StateChoice.write(Tag.contactIdentityUpdated, content, to: &writer)
        case .conversationAssigned(let content): StateChoice.write(Tag.conversationAssigned, content, to: &writer)
        case .conversationClosed(let content): StateChoice.write(Tag.conversationClosed, content, to: &writer)
        case .messageReceived(let content): StateChoice.write(Tag.messageReceived, content, to: &writer)
        case .messageStatus(let content): StateChoice.write(Tag.messageStatus, content, to: &writer)
        case .messageSent(let content): StateChoice.write(Tag.messageSent, content, to: &writer)
        case .messageEdited(let content): StateChoice.write(Tag.messageEdited, content, to: &writer)
        case .messageRevoked(let content): StateChoice.write(Tag.messageRevoked, content, to: &writer)
        case .messageAmended(let content): StateChoice.write(Tag.messageAmended, content, to: &writer)
        case .identityReported(let content): StateChoice.write(Tag.identityReported, content, to: &writer)
        case .triggered(let content): StateChoice.write(Tag.triggered, content, to: &writer)
        }
    }

    init(state json: JSONValue) throws(StateError) {
        self = try StateChoice.read(json) { (tag: Tag, content) throws(StateError) in
            switch tag {
            case .customerCreated: .customerCreated(try Customer(state: content))
            case .customerUpdated: .customerUpdated(try Customer(state: content))
            case .customerArchived: .customerArchived(try Customer(state: content))
            case .setupLinkCreated: .setupLinkCreated(try SetupLinkOfCustomer(state: content))
            case .setupLinkConsumed: .setupLinkConsumed(try SetupLinkOfCustomer(state: content))
            case .customerOnboarded: .customerOnboarded(try OnboardedCustomer(state: content))
            case .accountConnected: .accountConnected(try WhatsAppAccount(state: content))
            case .contactCreated: .contactCreated(try NewContact(state: content))
            case .contactUpdated: .contactUpdated(try ChangedContact(state: content))
            case .contactIdentityUpdated: .contactIdentityUpdated(try Contact(state: content))
            case .conversationAssigned: .conversationAssigned(try ConversationAssignment(state: content))
            case .conversationClosed: .conversationClosed(try Identifier(state: content))
            case .messageReceived: .messageReceived(try MessageNotice(state: content))
            case .messageStatus: .messageStatus(try ReportedMessage(state: content))
            case .messageSent: .messageSent(try MessageNotice(state: content))
            case .messageEdited: .messageEdited(try MessageNotice(state: content))
            case .messageRevoked: .messageRevoked(try MessageNotice(state: content))
            case .messageAmended: .messageAmended(try AmendedMessage(state: content))
            case .identityReported: .identityReported(try IdentityNotice(state: content))
            case .triggered: .triggered(try WebhookEvent(state: content))
            }
        }
    }
}
