import Documents
import OrderedCollections

/// Bodies in Meta's own envelope (kirimdev-api 14.3).
extension MessageNotice {
    /// Writes message.received.
    func writeReceived(to writer: inout JSONWriter, passingKirim: Bool) {
        writeEnvelope(to: &writer, passingKirim: passingKirim) { writer in
            writer.key("contacts")
            writer.array { writer in
                writer.object { writer in
                    writer.member("wa_id", message.bareNumber)
                    if let contactName { writer.member("profile", ["name": .string(contactName)]) }
                }
            }
            writer.key("messages")
            writer.array { writer in writeMessage(to: &writer) }
        }
    }

    /// Writes message.status.
    func writeStatus(_ report: MessageReport, to writer: inout JSONWriter, at now: Timestamp, passingKirim: Bool) {
        writeEnvelope(to: &writer, passingKirim: passingKirim) { writer in
            writer.key("statuses")
            writer.array { writer in
                writer.object { writer in
                    writer.member("id", eventID)
                    writer.member("status", report.status.rawValue)
                    writer.member("timestamp", String(now.seconds))
                    writer.member("recipient_id", message.bareNumber)
                    if let failure = report.failure {
                        writer.member("errors", [failure.reported])
                    } else {
                        writePrice(to: &writer)
                    }
                }
            }
        }
    }

    private func writeEnvelope(
        to writer: inout JSONWriter,
        passingKirim: Bool,
        _ body: (inout JSONWriter) -> Void
    ) {
        writer.object { writer in
            writer.member("object", "whatsapp_business_account")
            writer.key("entry")
            writer.array { writer in
                writer.object { writer in
                    writer.member("id", businessAccountID)
                    writer.key("changes")
                    writer.array { writer in writeChange(to: &writer, body) }
                }
            }
            if passingKirim { writeKirim(to: &writer) }
        }
    }

    private func writeChange(to writer: inout JSONWriter, _ body: (inout JSONWriter) -> Void) {
        writer.object { writer in
            writer.member("field", "messages")
            writer.key("value")
            writer.object { writer in
                writer.member("messaging_product", "whatsapp")
                writer.key("metadata")
                writer.object { writer in
                    writer.member("display_phone_number", displayPhoneNumber)
                    writer.member("phone_number_id", message.accountID)
                }
                body(&writer)
            }
        }
    }

    private func writeKirim(to writer: inout JSONWriter) {
        writer.key("kirim")
        writer.object { writer in
            writer.key("contact")
            writer.object { writer in
                writer.member("name", contactName)
                writer.member("phone_number", message.phoneNumber)
            }
            writer.member("message_id", message.id.description)
            writer.member("conversation_id", message.conversationID.description)
            writer.member("phone_number_id", message.accountID)
            if let mediaURL {
                writer.member("media_url", mediaURL)
                writer.member("media_status", "ready")
            }
        }
    }

    // MARK: Parts

    private func writeMessage(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", message.wamid)
            writer.member("from", message.bareNumber)
            writer.member("timestamp", String(message.createdAt.seconds))
            writer.member("type", message.content.kind.rawValue)
            writer.member(message.content.kind.rawValue, message.content.received)
            if let context = message.context {
                writer.key("context")
                writer.object { writer in
                    if let quotedNumber { writer.member("from", quotedNumber) }
                    writer.member("id", context)
                }
            }
        }
    }

    private func writePrice(to writer: inout JSONWriter) {
        let category = JSONValue.string(message.category.rawValue)
        writer.member("conversation", ["id": .string(metaConversationID), "origin": ["type": category]])
        writer.member("pricing", ["billable": true, "pricing_model": "PMP", "category": category])
    }

    /// Meta's id of the business that the number belongs to: 15 digits that follow from the number.
    private var businessAccountID: String {
        var stream = RandomStream(seed: 0, purpose: "waba/" + message.accountID)
        return stream.text(prefix: "1", length: 14, alphabet: .digits)
    }

    /// Meta's id of the conversation: 32 hexadecimal digits that follow from ours.
    private var metaConversationID: String {
        var stream = RandomStream(seed: 0, purpose: message.conversationID.description)
        return stream.text(prefix: "", length: 32, alphabet: .upperHexadecimal).lowercased()
    }
}

extension MessageFailure {
    /// What stands in `errors` of a status.
    fileprivate var reported: JSONValue {
        ["code": .integer(providerCode), "title": .string(title), "message": .string(message)]
    }
}

extension MessageContent {
    /// What an inbound message of this content has under the key of its kind, in Meta's form.
    fileprivate var received: JSONValue {
        switch kind {
        case .text: ["body": .string(text ?? "")]
        case .image, .document, .video, .audio, .sticker: receivedMedia
        case .contacts: .array((detail?.array ?? []).map(Self.receivedContact))
        case .interactive: receivedReply
        case .reaction:
            ["message_id": detail?["target_message_id"] ?? .null, "emoji": detail?["emoji"] ?? .null]
        case .location, .button, .template: detail ?? [:]
        }
    }

    private var receivedMedia: JSONValue {
        let members: [(String, String?)] = [
            ("id", media?.id), ("mime_type", media?.mimeType), ("sha256", media?.sha256), ("caption", text),
            ("filename", media?.filename),
        ]
        return .object(members.reduce(into: [:]) { all, member in all[member.0] = member.1.map(JSONValue.string) })
    }

    private var receivedReply: JSONValue {
        let type = detail?["type"]?.string ?? ""
        let reply = (detail?.object ?? [:]).filter { $0.key != "type" }
        return ["type": .string(type), .init(type): .object(reply)]
    }

    /// A shared contact: we know one number at most, Meta's form has room for many.
    private static func receivedContact(_ contact: JSONValue) -> JSONValue {
        let name = contact["name"] ?? .null
        var members: JSONObject = ["name": ["formatted_name": name, "first_name": name]]
        let phone = (contact.object ?? [:]).filter { $0.key != "name" }
        if !phone.isEmpty { members["phones"] = [.object(phone)] }
        return .object(members)
    }
}
