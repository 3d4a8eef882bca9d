import Documents
import OrderedCollections

extension MessageContent {
    /// The error in Meta's body for a message of a type that Meta does not pass on.
    static let unsupportedError: JSONValue = [
        "code": 131_051, "title": "Message type unknown", "message": "Message type unknown",
        "error_data": ["details": "Message type is currently not supported."],
    ]

    /// The value under the type's name in Meta's body of an inbound message.
    func received(_ identities: Switches.MetaIdentities) -> JSONValue {
        switch kind {
        case .text: ["body": .string(text ?? "")]
        case .image, .document, .video, .audio, .sticker: receivedMedia(identities)
        case .contacts: .array((detail?.array ?? []).map { Self.receivedContact($0, identities) })
        case .interactive: receivedReply
        case .reaction: receivedReaction(identities)
        case .location, .button, .template, .unsupported: detail ?? [:]
        }
    }

    private func receivedMedia(_ identities: Switches.MetaIdentities) -> JSONValue {
        let texts: [(String, String?)] = [
            ("id", media?.id), ("mime_type", media?.mimeType), ("sha256", media?.sha256), ("caption", text),
            ("filename", media?.filename),
        ]
        var members: JSONObject = [:]
        for (name, text) in texts { members[name] = text.map(JSONValue.string) }
        switch (identities, kind) {
        case (.phoneOnly, _): break
        case (_, .audio): members["voice"] = .bool(media?.mimeType?.hasPrefix("audio/ogg") == true)
        case (_, .sticker): members["animated"] = false
        case (_, _): break
        }
        return .object(members)
    }

    private var receivedReply: JSONValue {
        let type = detail?["type"]?.string ?? ""
        let reply = (detail?.object ?? [:]).filter { $0.key != "type" }
        return ["type": .string(type), .init(type): .object(reply)]
    }

    /// A removed reaction has no `emoji`; with `phone_only` it is empty, as in bodies of 2025.
    private func receivedReaction(_ identities: Switches.MetaIdentities) -> JSONValue {
        var members: JSONObject = ["message_id": detail?["target_message_id"] ?? ""]
        let emoji = detail?["emoji"]?.string ?? ""
        switch identities {
        case .phoneOnly: members["emoji"] = .string(emoji)
        case .current, .documented: members["emoji"] = emoji.isEmpty ? nil : .string(emoji)
        }
        return .object(members)
    }

    /// A shared contact in Meta's form; the emulator knows at most one phone number of it.
    private static func receivedContact(_ contact: JSONValue, _ identities: Switches.MetaIdentities) -> JSONValue {
        let name = contact["name"]?.string ?? ""
        var members: JSONObject = ["name": ["formatted_name": .string(name), "first_name": .string(name)]]
        let phone = (contact.object ?? [:]).filter { $0.key != "name" }
        if !phone.isEmpty { members["phones"] = [.object(phone)] }
        switch identities {
        case .phoneOnly: break
        case .current, .documented:
            members["origin"] = "other"
            members["vcard"] = .string(card(name: name, phone: contact["phone"]?.string))
        }
        return .object(members)
    }

    /// The shared contact as a vCard (RFC 2426), with `;`, `,`, backslashes and line breaks escaped.
    private static func card(name: String, phone: String?) -> String {
        let name = name.map { character in
            switch character {
            case ";", ",", "\\": "\\\(character)"
            case "\n", "\r\n": "\\n"
            default: String(character)
            }
        }.joined()
        let line = phone.map { ["TEL;type=CELL:\($0)"] } ?? []
        let lines = ["BEGIN:VCARD", "VERSION:3.0", "N:;\(name);;;", "FN:\(name)"] + line + ["END:VCARD"]
        return lines.joined(separator: "\n")
    }
}
