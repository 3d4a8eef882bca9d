import Documents

/// A message as an event reports it, with the names and numbers of that time.
package struct MessageNotice: Hashable, Sendable {
    /// The message at the time of the event.
    let message: Message
    /// The number that sent or received it, as Meta displays it.
    let displayPhoneNumber: String?
    /// The contact that the message was exchanged with.
    let contact: Correspondent
    /// The digits of the number that sent the quoted message; nil if it is no reply or the number is not visible.
    let quotedNumber: String?
    /// The URL of its file; nil for a message without one.
    let mediaURL: String?

    /// The message's id in events: Meta's id, or the API's own for a message that Meta never accepted.
    var eventID: String { message.providerID ?? message.id.description }
}

extension WorldState {
    /// The message as an event reports it now.
    func notice(of message: Message, mediaURL: String? = nil) -> MessageNotice {
        let ownNumber = accounts[phoneNumberID: message.accountID]?.phoneNumber
        return MessageNotice(
            message: message,
            displayPhoneNumber: ownNumber,
            contact: correspondent(in: message.conversationID) ?? Correspondent(of: message),
            quotedNumber: message.context.flatMap { quoted in sender(of: quoted, ownNumber: ownNumber, in: message) },
            mediaURL: mediaURL
        )
    }

    /// The digits of the number that sent the message with that wamid, which `message` quotes; nil if it is not visible.
    private func sender(of quoted: String, ownNumber: String?, in message: Message) -> String? {
        let isInbound = messagesByWamid[quoted].flatMap { messages[$0] }?.direction == .inbound
        return isInbound ? message.bareNumber : ownNumber?.filter { $0.isASCII && $0.isNumber }
    }
}

extension Message {
    /// The contact's number without `+`, as Meta writes it.
    var bareNumber: String? { phoneNumber.map { String($0.dropFirst()) } }
}

// MARK: Native events

extension MessageNotice {
    /// Writes the members of message.sent's `data`.
    func writeSent(to writer: inout JSONWriter, at now: Timestamp) {
        writer.member("session", message.accountID)
        writer.member("timestamp", now.description)
        writer.key("meta")
        writer.object { writer in
            writer.member("phone_number_id", message.accountID)
            writer.member("display_phone_number", displayPhoneNumber)
        }
        writer.key("contact")
        contact.write(to: &writer, withName: true)
        writer.key("message")
        writer.object { writer in
            writer.member("id", message.id.description)
            writer.member("provider_id", message.wamid)
            writer.member("type", message.content.kind.rawValue)
            writer.member("body", message.content.text)
            writer.member("to", message.phoneNumber)
            writer.member("source", message.source?.rawValue)
            if message.content.kind == .template { writer.member("template", message.content.detail) }
        }
    }

    /// Writes the members of `data` of message.edited, or of message.revoked, which shows no content.
    func writeAmended(to writer: inout JSONWriter, withContent showsContent: Bool) {
        writer.member("session", message.accountID)
        writer.member("meta", ["phone_number_id": .string(message.accountID)])
        writer.key("contact")
        contact.write(to: &writer, withName: false)
        writer.key("message")
        writer.object { writer in
            writer.member("id", message.id.description)
            writer.member("provider_id", message.wamid)
            guard showsContent else { return }
            writer.member("type", message.content.kind.rawValue)
            writer.member("body", message.content.text)
        }
    }
}
