import Documents

/// The member `kirim`, which Kirimdev adds to Meta's webhook bodies.
struct KirimSibling {
    let contact: Correspondent
    /// The message that the body reports; nil for a system message of Meta.
    let messageID: Identifier<Message>?
    let conversationID: Identifier<Conversation>?
    let accountID: String
    /// The URL of the message's file; nil for a message without one.
    let mediaURL: String?

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
