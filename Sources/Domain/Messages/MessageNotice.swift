import Documents

/// A message as an event tells of it: with the names and numbers of that moment.
package struct MessageNotice: Hashable, Sendable {
    /// The message as it was.
    let message: Message
    /// The number that it came to or left from, as Meta displays it.
    let displayPhoneNumber: String?
    /// With whom it was exchanged.
    let contact: Correspondent
    /// Whose message it replies to: a number in bare digits; nil if it is no reply, or if the number is not seen.
    let quotedNumber: String?
    /// Where the bytes of its file are; nil for a message without one.
    let mediaURL: String?

    /// What `X-Kirim-Event-Id` says: Meta's id, and ours where Meta never gave one.
    var eventID: String { message.providerID ?? message.id.description }
}

extension WorldState {
    /// A message as an event tells of it now.
    func notice(of message: Message, mediaURL: String? = nil) -> MessageNotice {
        let account = accounts[phoneNumberID: message.accountID]
        let quoted = message.context.flatMap { messagesByWamid[$0] }.flatMap { messages[$0] }
        let ownNumber = account?.phoneNumber?.filter { $0.isASCII && $0.isNumber }
        let quotedNumber = quoted?.direction == .inbound ? message.bareNumber : ownNumber
        return MessageNotice(
            message: message,
            displayPhoneNumber: account?.phoneNumber,
            contact: correspondent(in: message.conversationID) ?? Correspondent(of: message),
            quotedNumber: message.context == nil ? nil : quotedNumber,
            mediaURL: mediaURL
        )
    }
}

extension Message {
    /// The chat partner's number as Meta writes it, without `+`.
    var bareNumber: String? { phoneNumber.map { String($0.dropFirst()) } }
}

// MARK: The native event

extension MessageNotice {
    /// Writes the members of `data` of message.sent.
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

    /// Writes the members of `data` of message.edited, or of message.revoked, which has no content to tell.
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
