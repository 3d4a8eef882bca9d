package import Documents
import OrderedCollections

/// A message that a contact sends.
package struct InboundDraft: Hashable, Sendable {
    /// The contact, as the request describes them.
    package let sender: Sender
    /// The contact's profile name on WhatsApp; nil if the request has none.
    package let name: String?
    /// The content of the message.
    package let content: MessageContent
    /// The wamid of the message that it replies to; nil if it is no reply.
    package let context: String?
    /// The wamid of the message; nil generates one.
    package let wamid: String?

    /// Reads the body of `simulate/inbound_message`; nil for a body that it refuses.
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
    /// Reads the content of an inbound message from the object named like its type; nil for `template`.
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

    /// Reads a tapped button or list row, in Meta's form or in the API's own form.
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

    /// Fills the unknown fields of the file from the sample that stands for it.
    mutating func complete(from sample: MediaSample) {
        mimeType = mimeType ?? sample.mimeType
        if sample.kind == .document { filename = filename ?? sample.fileName }
        if link == nil { sha256 = sha256 ?? sample.sha256 }
    }
}
