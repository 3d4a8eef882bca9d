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
    /// Who chats with the number.
    package internal(set) var contactID: Identifier<Contact>
    /// The contact's number, E.164 with `+`.
    package let phoneNumber: String
    /// Whether somebody still has to look after it.
    package internal(set) var status = Status.open
    /// The user who looks after it.
    package internal(set) var assignee: Identifier<User>?
    /// Inbound messages that nobody has read.
    package internal(set) var unreadCount = 0
    /// When the last message of either direction came.
    package internal(set) var lastMessageAt: Timestamp?
    /// When the contact last wrote.
    package internal(set) var lastInboundAt: Timestamp?
    /// In the order in which they were attached.
    package internal(set) var labels: [Identifier<Label>] = []
    /// When it was created.
    package let createdAt: Timestamp
    /// When one of the fields last changed.
    package internal(set) var updatedAt: Timestamp

    /// Whether free-form messages may be sent.
    package func isWindowOpen(at now: Timestamp) -> Bool {
        lastInboundAt.map { now < $0.adding(Self.windowLength) } ?? false
    }
}

extension Conversation: Resource {
    /// The conversations of a number, in a status, with a contact; nil for any.
    package struct ListKey: Hashable, Sendable {
        /// The number's `phone_number_id`.
        package var accountID: String
        /// Those in one status.
        package var status: Status?
        /// Those with one contact.
        package var contactID: Identifier<Contact>?
    }

    package var listKeys: [ListKey] { [] }
}
