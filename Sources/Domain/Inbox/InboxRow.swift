package import Documents

/// A contact of a number and the state of their conversation, for a list of chats.
package struct InboxRow: Sendable {
    /// The conversation; nil if the two have not written to each other.
    let conversation: Conversation?
    /// The contact; nil if it was deleted.
    let contact: Contact?
    /// The person on WhatsApp; nil if the person has another user id now.
    let user: WhatsAppUser?
    /// When the typing indicator was last shown to the contact; nil if it never was.
    let typingAt: Timestamp?
    /// The latest message in either direction.
    let lastMessage: Message?

    /// The number that the account sees.
    private var visibleNumber: String? { contact?.phoneNumber ?? conversation?.phoneNumber }

    /// Writes the row of listInbox.
    package func write(to writer: inout JSONWriter) {
        let visibility: PhoneVisibility = visibleNumber == nil ? .hidden : .shown
        writer.object { writer in
            writer.member("conversation_id", conversation?.id.description)
            writer.member("contact_id", (conversation?.contactID ?? contact?.id)?.description)
            writer.member("user_id", conversation?.userID ?? contact?.userID)
            writer.member("phone_number", user?.phoneNumber ?? visibleNumber)
            writer.member("phone", visibility.rawValue)
            writer.member("username", user?.username ?? contact?.username)
            writer.member("name", contact?.name)
            writer.member("unread_count", conversation?.unreadCount ?? 0)
            writer.member("last_message_at", conversation?.lastMessageAt?.description)
            writer.member("window_end", conversation?.windowEnd?.description)
            writer.member("typing_at", typingAt?.description)
            writer.key("last_message")
            lastMessage.writeState(to: &writer)
        }
    }

    /// Whether a text in lower case is a part of the name, the username, a number, the user id or the contact's id.
    func mentions(_ part: String) -> Bool {
        [
            contact?.name, user?.username ?? contact?.username, user?.phoneNumber, visibleNumber,
            conversation?.userID ?? contact?.userID, (conversation?.contactID ?? contact?.id)?.description,
        ].contains { $0?.lowercased().contains(part) == true }
    }
}
