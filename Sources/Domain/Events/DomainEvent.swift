package import Documents

/// An event that is delivered to the webhook subscriptions of its type.
///
/// It holds copies of the objects that it reports, as they were when it happened.
package struct DomainEvent: Hashable, Sendable, Identifiable26 {
    package static let idPrefix = "evt_"

    /// The type of an event with the objects that its body shows; in memory of their own, which copies of the event share.
    package indirect enum Kind: Hashable, Sendable {
        case customerCreated(Customer)
        case customerUpdated(Customer)
        case customerArchived(Customer)
        case setupLinkCreated(SetupLinkOfCustomer)
        case setupLinkConsumed(SetupLinkOfCustomer)
        case customerOnboarded(OnboardedCustomer)
        case accountConnected(WhatsAppAccount)
        case contactCreated(NewContact)
        case contactUpdated(ChangedContact)
        case contactIdentityUpdated(Contact)
        case conversationAssigned(ConversationAssignment)
        case conversationClosed(Identifier<Conversation>)
        case messageReceived(MessageNotice)
        case messageStatus(ReportedMessage)
        case messageSent(MessageNotice)
        case messageEdited(MessageNotice)
        case messageRevoked(MessageNotice)
        /// Meta's own report of an edited or a revoked message, sent as message.received.
        case messageAmended(AmendedMessage)
        /// Meta's system message about a person's new phone number or user id, sent as message.received.
        case identityReported(IdentityNotice)
        /// An event that a test triggers without the change that it reports.
        case triggered(WebhookEvent)
    }

    /// The event id, by which receivers recognize a duplicate.
    package let id: Identifier<DomainEvent>
    /// When it happened.
    package let createdAt: Timestamp
    /// The type of the event with its objects.
    package let kind: Kind

    /// The event type as the contract's `webhooks` section names it.
    package var type: String {
        switch kind {
        case .customerCreated: "customer.created"
        case .customerUpdated: "customer.updated"
        case .customerArchived: "customer.archived"
        case .setupLinkCreated: "customer.setup_link.created"
        case .setupLinkConsumed: "customer.setup_link.consumed"
        case .customerOnboarded: "customer.onboarded"
        case .accountConnected: "whatsapp_account.connected"
        case .contactCreated: "contact.created"
        case .contactUpdated: "contact.updated"
        case .contactIdentityUpdated: "contact.identity_updated"
        case .conversationAssigned: "conversation.assigned"
        case .conversationClosed: "conversation.closed"
        case .messageReceived, .messageAmended, .identityReported: "message.received"
        case .messageStatus: "message.status"
        case .messageSent: "message.sent"
        case .messageEdited: "message.edited"
        case .messageRevoked: "message.revoked"
        case .triggered(let event): event.type
        }
    }

    /// Writes the body of the webhook request, in the native envelope or in Meta's.
    package func write(to writer: inout JSONWriter, switches: Switches = Switches()) {
        switch kind {
        case .messageReceived(let notice):
            notice.writeReceived(to: &writer, switches: switches)
        case .messageAmended(let message):
            message.notice.writeAmendment(message.amendment, to: &writer, at: createdAt, switches: switches)
        case .identityReported(let notice):
            notice.write(to: &writer, at: createdAt, switches: switches)
        case .messageStatus(let message):
            message.notice.writeStatus(message.report, to: &writer, at: createdAt, switches: switches)
        case .triggered(let event):
            writer.raw(event.body)
        case .customerCreated, .customerUpdated, .customerArchived, .setupLinkCreated, .setupLinkConsumed,
            .customerOnboarded, .accountConnected, .contactCreated, .contactUpdated, .conversationAssigned,
            .contactIdentityUpdated, .conversationClosed, .messageSent, .messageEdited, .messageRevoked:
            writer.object { writer in
                writer.member("id", id.description)
                writer.member("type", type)
                writer.member("created_at", createdAt.description)
                if switches.showsLivemode { writer.member("livemode", true) }
                writer.key("data")
                writer.object { writer in writeData(to: &writer) }
            }
        }
    }

    private func writeData(to writer: inout JSONWriter) {
        switch kind {
        case .customerCreated(let customer), .customerUpdated(let customer), .customerArchived(let customer):
            writer.key("customer")
            customer.write(to: &writer)
        case .setupLinkCreated(let invitation), .setupLinkConsumed(let invitation):
            writer.key("setup_link")
            invitation.setupLink.write(to: &writer, at: createdAt)
            writer.key("customer")
            invitation.customer.writeSummary(to: &writer)
        case .customerOnboarded(let onboarded):
            writer.key("customer")
            onboarded.customer.write(to: &writer)
            writer.key("phone_number")
            onboarded.account.writePhoneNumber(to: &writer)
            writer.key("whatsapp_account")
            onboarded.account.writeOwned(to: &writer)
        case .accountConnected(let account):
            writer.key("whatsapp_account")
            account.writeOwned(to: &writer)
            writer.member("customer_id", account.customerID?.description)
        case .contactCreated(let new):
            writer.key("contact")
            new.contact.write(to: &writer, on: new.account)
            writer.member("acquisition_source", new.source.rawValue)
        case .contactUpdated(let changed):
            writer.key("contact")
            changed.contact.write(to: &writer, on: changed.account)
            writer.key("changed_fields")
            writer.array { writer in for field in changed.fields { writer.value(field.rawValue) } }
        case .conversationAssigned(let assignment):
            assignment.write(to: &writer)
        case .conversationClosed(let id):
            id.writeClosing(to: &writer)
        case .messageSent(let notice):
            notice.writeSent(to: &writer, at: createdAt)
        case .messageEdited(let notice):
            notice.writeAmended(to: &writer, withContent: true)
        case .messageRevoked(let notice):
            notice.writeAmended(to: &writer, withContent: false)
        case .contactIdentityUpdated(let contact):
            writer.key("contact")
            contact.writeIdentity(to: &writer)
        case .messageReceived, .messageStatus, .messageAmended, .identityReported, .triggered:
            break
        }
    }
}
