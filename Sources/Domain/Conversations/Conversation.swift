package import Documents

/// The messages between a number and one of its contacts, with their common state.
package struct Conversation: Hashable, Sendable, Identifiable26 {
    package static let idPrefix = "cnv_"

    /// How long free-form messages may be sent after the contact last wrote (kirimdev-api 9.5).
    package static let windowLength = TimeSpan.hours(24)

    /// Whether the team still has to handle the conversation.
    package enum Status: String, CaseIterable, Sendable {
        case open, resolved, pending
    }

    /// The public id.
    package let id: Identifier<Conversation>
    /// The `phone_number_id` of the number.
    package let accountID: String
    /// The contact who chats with the number; it may have been deleted since.
    package internal(set) var contactID: Identifier<Contact>
    /// The business-scoped user id of the contact.
    package internal(set) var userID: String
    /// The contact's phone number, E.164 with `+`; nil if the account does not see it.
    package internal(set) var phoneNumber: String?
    /// Whether the team still has to handle the conversation.
    package internal(set) var status = Status.open
    /// The user who handles the conversation; the user may have been removed from the settings since.
    package internal(set) var assignee: Identifier<User>?
    /// The number of inbound messages that are not marked as read.
    package internal(set) var unreadCount = 0
    /// The time of the last message in either direction; nil without messages.
    package internal(set) var lastMessageAt: Timestamp?
    /// The time of the last message from the contact; nil if there is none.
    package internal(set) var lastInboundAt: Timestamp?
    /// The due time of the timer that checks whether the window has closed; nil while none is set.
    package internal(set) var windowTimer: Timestamp?
    /// The labels in the order in which they were attached.
    package internal(set) var labels: [Identifier<Label>] = []
    /// When it was created.
    package let createdAt: Timestamp
    /// When one of the fields last changed.
    package internal(set) var updatedAt: Timestamp

    /// The time from which free-form messages are refused; nil if the contact has never written.
    var windowEnd: Timestamp? { lastInboundAt?.adding(Self.windowLength) }

    /// Whether the 24-hour window for free-form messages is open.
    package func isWindowOpen(at now: Timestamp) -> Bool {
        windowEnd.map { now < $0 } ?? false
    }

    var address: ContactAddress { ContactAddress(accountID: accountID, userID: userID) }
}

extension Conversation: Resource {
    /// The lists that a conversation is in, besides those of `ActivityOrder`.
    package enum ListKey: Hashable, Sendable {
        /// The conversations that carry a label, on any number.
        case carrying(Identifier<Label>)
        /// The conversations with one person, by user id; at most one for each number.
        case user(String)
    }

    package var listKeys: [ListKey] { [.user(userID)] + labels.map { .carrying($0) } }
}

extension WorldState {
    /// Writes a conversation as its operations show it, with the current contact, account and assignee.
    package func write(_ conversation: Conversation, on account: EmbeddedAccount, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", conversation.id.description)
            writer.member("object", "conversation")
            writer.member("status", conversation.status.rawValue)
            writer.key("contact")
            writer.object { writer in
                writer.member("id", conversation.contactID.description)
                writer.member("phone_number", conversation.phoneNumber)
                writer.member("bsuid", conversation.userID)
                writer.member("username", directory[conversation.userID]?.username)
                writer.member("name", contacts[conversation.contactID]?.name)
            }
            writer.key("whatsapp_account")
            account.write(to: &writer)
            writer.key("assignee")
            if let user = assignee(of: conversation) { user.write(to: &writer) } else { writer.value(.null) }
            writer.member("unread_count", conversation.unreadCount)
            writer.member("last_message_at", conversation.lastMessageAt?.description)
            writer.member("last_inbound_at", conversation.lastInboundAt?.description)
            writer.member("created_at", conversation.createdAt.description)
            writer.member("updated_at", conversation.updatedAt.description)
        }
    }

    /// The user who handles a conversation; nil also if the user was removed from the settings.
    package func assignee(of conversation: Conversation) -> User? {
        conversation.assignee.flatMap { id in organization.users.first { $0.id == id } }
    }
}

extension User {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", id.description)
            writer.member("name", name)
            writer.member("email", email)
        }
    }
}
