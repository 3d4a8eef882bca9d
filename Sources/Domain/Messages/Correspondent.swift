import Documents

/// The chat partner of a number as an event shows them, with the names and numbers of that time.
struct Correspondent: Hashable, Sendable {
    /// The name of the contact.
    let name: String?
    /// E.164 with `+`; nil if the account does not see the number.
    let phoneNumber: String?
    /// The business-scoped user id.
    let userID: String
    /// The username on WhatsApp, without `@`.
    let username: String?

    /// The profile name in Meta's bodies: the first of name, number, username and user id that is known.
    var profileName: String { name ?? bareNumber ?? username ?? userID }

    /// The phone number without `+`, as Meta writes it.
    var bareNumber: String? { phoneNumber.map { String($0.dropFirst()) } }

    /// Writes the person as native events show them, with the name if the event has one.
    func write(to writer: inout JSONWriter, withName showsName: Bool) {
        writer.object { writer in
            writer.member("phone_number", phoneNumber)
            if showsName { writer.member("name", name) }
            writer.member("bsuid", userID)
            if let username { writer.member("username", username) }
        }
    }
}

extension Correspondent: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        Correspondent(
            name: try coder.field("name", \.name),
            phoneNumber: try coder.field("phone_number", \.phoneNumber),
            userID: try coder.field("user_id", \.userID),
            username: try coder.field("username", \.username)
        )
    }
}

extension Correspondent {
    /// The chat partner as far as a message alone names them, when their conversation is gone.
    init(of message: Message) {
        name = nil
        phoneNumber = message.phoneNumber
        userID = ""
        username = nil
    }

    /// The chat partner that a contact describes now.
    init(_ contact: Contact) {
        name = contact.name
        phoneNumber = contact.phoneNumber
        userID = contact.userID
        username = contact.username
    }
}

extension WorldState {
    /// The chat partner of a conversation; known even if the contact was deleted.
    func correspondent(in id: Identifier<Conversation>) -> Correspondent? {
        guard let conversation = conversations[id] else { return nil }
        if let contact = contactsByAddress[conversation.address].flatMap({ contacts[$0] }) {
            return Correspondent(contact)
        }
        return Correspondent(
            name: nil,
            phoneNumber: conversation.phoneNumber,
            userID: conversation.userID,
            username: directory[conversation.userID]?.username
        )
    }
}
