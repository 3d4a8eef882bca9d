import Documents
import OrderedCollections

/// The webhook bodies in Meta's own envelope (kirimdev-api 14.3).
extension MessageNotice {
    /// Writes the body of message.received.
    func writeReceived(to writer: inout JSONWriter, switches: Switches) {
        let identities = switches.metaIdentities
        write(to: &writer, switches) { writer in
            writeContact(to: &writer, identities)
            writer.key("messages")
            writer.array { writer in
                writer.object { writer in
                    writeOrigin(of: message.wamid, at: message.createdAt, to: &writer, identities)
                    writeContent(to: &writer, identities)
                }
            }
        }
    }

    /// Writes the body of message.received for an edit or a revocation.
    func writeAmendment(
        _ amendment: MessageAmendment,
        to writer: inout JSONWriter,
        at now: Timestamp,
        switches: Switches
    ) {
        let identities = switches.metaIdentities
        write(to: &writer, switches) { writer in
            writeContact(to: &writer, identities)
            writer.key("messages")
            writer.array { writer in
                writer.object { writer in
                    writeOrigin(of: amendment.wamid, at: now, to: &writer, identities)
                    writer.member("type", amendment.kind.rawValue)
                    writer.key(amendment.kind.rawValue)
                    writer.object { writer in
                        writer.member("original_message_id", message.wamid)
                        switch amendment.kind {
                        case .revoke: break
                        case .edit:
                            writer.key("message")
                            writer.object { writer in writeContent(to: &writer, identities) }
                        }
                    }
                }
            }
        }
    }

    /// Writes the body of message.status.
    func writeStatus(_ report: MessageReport, to writer: inout JSONWriter, at now: Timestamp, switches: Switches) {
        let identities = switches.metaIdentities
        write(to: &writer, switches) { writer in
            writeRecipient(of: report, to: &writer, identities)
            writer.key("statuses")
            writer.array { writer in
                writer.object { writer in
                    writer.member("id", eventID)
                    writer.member("status", report.status.rawValue)
                    writer.member("timestamp", String(now.seconds))
                    if let number = message.bareNumber { writer.member("recipient_id", number) }
                    if let failure = report.failure {
                        writer.member("errors", [failure.reported(identities)])
                    } else {
                        if identities.tellsUserIDs { writer.member("recipient_user_id", contact.userID) }
                        writePrice(to: &writer, identities)
                    }
                }
            }
        }
    }

    private func write(to writer: inout JSONWriter, _ switches: Switches, _ content: (inout JSONWriter) -> Void) {
        let envelope = MetaEnvelope(accountID: message.accountID, displayPhoneNumber: displayPhoneNumber)
        envelope.write(to: &writer, content) { writer in
            guard switches.passesKirim else { return }
            let sibling = KirimSibling(
                contact: contact,
                messageID: message.id,
                conversationID: message.conversationID,
                accountID: message.accountID,
                mediaURL: mediaURL
            )
            sibling.write(to: &writer, switches.metaIdentities)
        }
    }

    // MARK: Persons

    /// Writes the sender of an inbound message.
    private func writeContact(to writer: inout JSONWriter, _ identities: Switches.MetaIdentities) {
        writer.key("contacts")
        writer.array { writer in
            writer.object { writer in
                writeProfile(to: &writer, withUsername: identities.tellsUserIDs)
                if let number = contact.bareNumber { writer.member("wa_id", number) }
                if identities.tellsUserIDs { writer.member("user_id", contact.userID) }
            }
        }
    }

    /// Writes the recipient of an outbound message, as far as Meta names them in that status.
    ///
    /// A `sent` status has no username. A `failed` status has only the number, or no contact at all with `documented`.
    private func writeRecipient(
        of report: MessageReport,
        to writer: inout JSONWriter,
        _ identities: Switches.MetaIdentities
    ) {
        switch (identities, report.status) {
        case (.phoneOnly, _), (.documented, .failed): return
        case (.current, .failed):
            let members: JSONObject = message.bareNumber.map { ["wa_id": .string($0)] } ?? [:]
            writer.member("contacts", [.object(members)])
        case (.current, _), (.documented, _):
            writer.key("contacts")
            writer.array { writer in
                writer.object { writer in
                    writeProfile(to: &writer, withUsername: report.status != .sent)
                    if let number = message.bareNumber { writer.member("wa_id", number) }
                    writer.member("user_id", contact.userID)
                }
            }
        }
    }

    private func writeProfile(to writer: inout JSONWriter, withUsername showsUsername: Bool) {
        writer.key("profile")
        writer.object { writer in
            writer.member("name", contact.profileName)
            if showsUsername, let username = contact.username { writer.member("username", username) }
        }
    }

    // MARK: Message fields

    /// Writes the id, sender and time of a message.
    private func writeOrigin(
        of wamid: String,
        at moment: Timestamp,
        to writer: inout JSONWriter,
        _ identities: Switches.MetaIdentities
    ) {
        writer.member("id", wamid)
        if let number = contact.bareNumber { writer.member("from", number) }
        if identities.tellsUserIDs { writer.member("from_user_id", contact.userID) }
        writer.member("timestamp", String(moment.seconds))
    }

    private func writeContent(to writer: inout JSONWriter, _ identities: Switches.MetaIdentities) {
        let kind = message.content.kind
        if kind == .unsupported { writer.member("errors", [MessageContent.unsupportedError]) }
        writer.member("type", kind.rawValue)
        writer.member(kind.rawValue, message.content.received(identities))
        if let context = message.context {
            writer.key("context")
            writer.object { writer in
                if let quotedNumber { writer.member("from", quotedNumber) }
                writer.member("id", context)
            }
        }
    }

    private func writePrice(to writer: inout JSONWriter, _ identities: Switches.MetaIdentities) {
        let category = JSONValue.string(message.category.rawValue)
        switch identities {
        case .phoneOnly:
            writer.member("conversation", ["id": .string(metaConversationID), "origin": ["type": category]])
            writer.member("pricing", ["billable": true, "pricing_model": "PMP", "category": category])
        case .current, .documented:
            let isFree = message.category == .service
            let type: JSONValue = isFree ? "free_customer_service" : "regular"
            writer.member(
                "pricing",
                ["billable": .bool(!isFree), "pricing_model": "PMP", "type": type, "category": category]
            )
        }
    }

    /// Meta's id of a conversation: 32 hexadecimal digits derived from the API's id and the price category.
    private var metaConversationID: String {
        let purpose = message.conversationID.description + "/" + message.category.rawValue
        var stream = RandomStream(seed: 0, purpose: purpose)
        return stream.text(prefix: "", length: 32, alphabet: .upperHexadecimal).lowercased()
    }
}

extension MessageFailure {
    /// An element of `errors` in a status; newer bodies have details, and the documented ones also a link.
    fileprivate func reported(_ identities: Switches.MetaIdentities) -> JSONValue {
        var error: JSONObject = [
            "code": .integer(providerCode), "title": .string(title), "message": .string(message),
        ]
        switch identities {
        case .phoneOnly: break
        case .current: error["error_data"] = ["details": .string(message)]
        case .documented:
            error["error_data"] = ["details": .string(message)]
            error["href"] = "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/"
        }
        return .object(error)
    }
}
