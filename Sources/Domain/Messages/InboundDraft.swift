package import Documents
import OrderedCollections

/// What a contact writes.
package struct InboundDraft: Hashable, Sendable {
    /// Who writes.
    package let sender: Sender
    /// What the contact is called on WhatsApp, if that is told.
    package let name: String?
    /// What it says.
    package let content: MessageContent
    /// The wamid of the message that it replies to.
    package let context: String?
    /// Its own wamid; drawn if there is none.
    package let wamid: String?

    /// A message from a number; nil for a body that `simulate/inbound_message` refuses.
    package init?(_ body: JSONValue) {
        guard let sender = Sender(body), let type = body["type"]?.string, let json = body[type],
            let kind = MessageContent.Kind(rawValue: type), let content = MessageContent(received: kind, json)
        else { return nil }
        self.sender = sender
        name = body["name"]?.string
        self.content = content
        context = body["context"]?["message_id"]?.string
        wamid = body["id"]?.string
    }
}

extension MessageContent {
    /// What is received, read from the object named like its type; nil for kinds that contacts cannot send.
    package init?(received kind: Kind, _ json: JSONValue) {
        switch kind {
        case .text: self.init(kind, text: json["body"]?.string)
        case .image, .video, .document, .audio, .sticker:
            self.init(kind, text: json["caption"]?.string, media: MessageMedia(received: json))
        case .location, .contacts, .unsupported: self.init(kind, detail: json)
        case .interactive:
            let reply = Self.reply(json)
            self.init(kind, text: reply["title"]?.string, detail: .object(reply))
        case .reaction:
            let target = json["message_id"] ?? .null
            self.init(kind, detail: ["target_message_id": target, "emoji": json["emoji"] ?? ""])
        case .button:
            let text = json["text"] ?? .null
            self.init(kind, text: text.string, detail: ["payload": json["payload"] ?? text, "text": text])
        case .template: return nil
        }
    }

    /// A tap as messages show it, from Meta's form or from their own.
    private static func reply(_ json: JSONValue) -> JSONObject {
        let type = json["type"]?.string ?? ""
        let members = json[type] ?? json
        var reply: JSONObject = ["type": .string(type)]
        for name in ["id", "title", "description"] { reply[name] = members[name] }
        return reply
    }
}

extension MessageMedia {
    fileprivate init(received json: JSONValue) {
        self.init(link: json["link"]?.string, id: json["id"]?.string)
        mimeType = json["mime_type"]?.string
        filename = json["filename"]?.string
        sha256 = json["sha256"]?.string
    }

    /// The file with what its sample says where nobody has said otherwise.
    mutating func complete(from sample: MediaSample) {
        mimeType = mimeType ?? sample.mimeType
        if sample.kind == .document { filename = filename ?? sample.fileName }
        if link == nil { sha256 = sha256 ?? sample.sha256 }
    }
}
