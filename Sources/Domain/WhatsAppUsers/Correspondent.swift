import Documents

/// The chat partner of a number as an event tells of them: with the names and numbers of that moment.
struct Correspondent: Hashable, Sendable {
    /// What people call them.
    let name: String?
    /// E.164 with `+`; nil if the number is not seen.
    let phoneNumber: String?
    /// The business-scoped user id.
    let userID: String
    /// The public name, without `@`.
    let username: String?

    /// What Meta calls somebody; there is always something to say.
    var profileName: String { name ?? bareNumber ?? username ?? userID }

    /// The number as Meta writes it, without `+`.
    var bareNumber: String? { phoneNumber.map { String($0.dropFirst()) } }

    /// Writes the person as native events tell of them, the name where it belongs.
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
    /// Whom a message tells of by itself.
    init(of message: Message) {
        name = nil
        phoneNumber = message.phoneNumber
        userID = ""
        username = nil
    }

    /// A contact as it is now.
    init(_ contact: Contact) {
        name = contact.name
        phoneNumber = contact.phoneNumber
        userID = contact.userID
        username = contact.username
    }
}

extension WorldState {
    /// With whom a conversation is; the contact may have been deleted since.
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
