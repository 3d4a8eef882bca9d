import Documents

/// What Kirimdev tells beside Meta's members.
struct KirimSibling {
    let contact: Correspondent
    /// Nil where Meta tells of no message.
    let messageID: Identifier<Message>?
    let conversationID: Identifier<Conversation>?
    let accountID: String
    /// Where the bytes of the message's file are.
    let mediaURL: String?

    /// Writes the member `kirim`.
    func write(to writer: inout JSONWriter, _ identities: Switches.MetaIdentities) {
        writer.key("kirim")
        writer.object { writer in
            writer.key("contact")
            writer.object { writer in
                writer.member("name", contact.name)
                writer.member("phone_number", contact.phoneNumber)
                switch identities {
                case .phoneOnly: break
                case .current, .documented:
                    writer.member("bsuid", contact.userID)
                    if let username = contact.username { writer.member("username", username) }
                }
            }
            if let messageID { writer.member("message_id", messageID.description) }
            if let conversationID { writer.member("conversation_id", conversationID.description) }
            writer.member("phone_number_id", accountID)
            if let mediaURL {
                writer.member("media_url", mediaURL)
                writer.member("media_status", "ready")
            }
        }
    }
}
