package import Documents

/// What a number and one of its contacts have written to each other.
package struct Conversation: Hashable, Sendable, Identifiable26 {
    package static let idPrefix = "cnv_"

    /// How long free-form messages may be sent after the contact last wrote (kirimdev-api 9.5).
    package static let windowLength = TimeSpan.hours(24)

    /// Whether somebody still has to look after it.
    package enum Status: String, CaseIterable, Sendable {
        case open, resolved, pending
    }

    /// The public id.
    package let id: Identifier<Conversation>
    /// The `phone_number_id` of the number.
    package let accountID: String
    /// Who chats with the number; the contact may have been deleted since.
    package internal(set) var contactID: Identifier<Contact>
    /// The contact's business-scoped user id.
    package internal(set) var userID: String
    /// The contact's number, E.164 with `+`; nil if it is not shown.
    package internal(set) var phoneNumber: String?
    /// Whether somebody still has to look after it.
    package internal(set) var status = Status.open
    /// The user who looks after it; the settings may have dropped the user since.
    package internal(set) var assignee: Identifier<User>?
    /// Inbound messages that nobody has read.
    package internal(set) var unreadCount = 0
    /// When the last message of either direction came.
    package internal(set) var lastMessageAt: Timestamp?
    /// When the contact last wrote.
    package internal(set) var lastInboundAt: Timestamp?
    /// When a timer will look whether the window has closed; nil while none is set.
    package internal(set) var windowTimer: Timestamp?
    /// In the order in which they were attached.
    package internal(set) var labels: [Identifier<Label>] = []
    /// When it was created.
    package let createdAt: Timestamp
    /// When one of the fields last changed.
    package internal(set) var updatedAt: Timestamp

    /// When free-form messages may no longer be sent; nil if the contact has never written.
    var windowEnd: Timestamp? { lastInboundAt?.adding(Self.windowLength) }

    /// Whether free-form messages may be sent.
    package func isWindowOpen(at now: Timestamp) -> Bool {
        windowEnd.map { now < $0 } ?? false
    }

    var address: ContactAddress { ContactAddress(accountID: accountID, userID: userID) }
}

extension Conversation: Resource {
    /// The lists that ActivityOrder does not keep.
    package enum ListKey: Hashable, Sendable {
        /// Those that carry a label, whatever their number.
        case carrying(Identifier<Label>)
        /// Those with one person, by the user id: one on each number at most.
        case user(String)
    }

    package var listKeys: [ListKey] { [.user(userID)] + labels.map { .carrying($0) } }
}

extension WorldState {
    /// Writes a conversation as all its operations show it: with its contact, account and assignee of this moment.
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

    /// Who looks after a conversation; nil also for a user whom the settings have dropped.
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
