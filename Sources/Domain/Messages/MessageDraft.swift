package import Documents
import OrderedCollections

/// The input of sendMessage.
package struct MessageDraft: Hashable, Sendable {
    /// The recipient, E.164 with `+`.
    package let phoneNumber: String
    /// The content of the message; without a text for a template, as the template is not known here.
    package let content: MessageContent
    /// The wamid of the message that it replies to; nil if it is no reply.
    package let context: String?
    /// The template that the message is made from; nil for a free-form message.
    package let template: TemplateUse?
    /// Whether it is a list that Meta refuses, though the schema accepts it.
    let isBrokenList: Bool

    /// Reads the body of sendMessage; nil for a body that it refuses.
    package init?(_ body: JSONValue) {
        guard let to = body["to"]?.string, let type = body["type"]?.string, let json = body[type],
            let kind = MessageContent.Kind(rawValue: type), let content = MessageContent(sent: kind, json)
        else { return nil }
        phoneNumber = to.hasPrefix("+") ? to : "+" + to
        self.content = content
        context = body["context"]?["message_id"]?.string
        template = kind == .template ? TemplateUse(json) : nil
        isBrokenList = kind == .interactive && Self.isBrokenList(json)
    }

    /// Whether one of several sections has no title, or two rows have the same id; Meta refuses both.
    private static func isBrokenList(_ interactive: JSONValue) -> Bool {
        guard interactive["type"] == "list", let sections = interactive["action"]?["sections"]?.array else {
            return false
        }
        let lacksTitle = sections.contains { ($0["title"]?.string ?? "").isEmpty }
        let ids = sections.flatMap { $0["rows"]?.array ?? [] }.compactMap { $0["id"]?.string }
        return sections.count > 1 && lacksTitle || Set(ids).count < ids.count
    }
}

extension MessageContent {
    /// Reads the content of an outbound message from the object named like its type; nil for kinds that cannot be sent.
    package init?(sent kind: Kind, _ json: JSONValue) {
        switch kind {
        case .text: self.init(kind, text: json["body"]?.string)
        case .image, .video, .document:
            var media = MessageMedia(link: json["link"]?.string, id: json["id"]?.string)
            media.filename = kind == .document ? json["filename"]?.string : nil
            self.init(kind, text: json["caption"]?.string, media: media)
        case .audio: self.init(kind, media: MessageMedia(link: json["link"]?.string, id: json["id"]?.string))
        case .interactive:
            self.init(
                kind,
                text: json["body"]?["text"]?.string,
                detail: ["type": json["type"] ?? .null],
                sent: PackedJSON(json)
            )
        case .template:
            let language = TemplateUse.language(json)
            self.init(
                kind,
                detail: ["name": json["name"] ?? .null, "language": .string(language)],
                sent: PackedJSON(json)
            )
        case .sticker, .location, .contacts, .reaction, .button, .unsupported: return nil
        }
    }

    /// The content with its text replaced.
    func with(text: String?) -> MessageContent {
        MessageContent(kind, text: text, detail: detail, media: media, sent: sent)
    }
}

// MARK: Checks

extension MessageDraft {
    /// Throws `invalidField` for reply buttons of type `button`, unless the switch `reply_button_type` is `both`.
    package static func checkButtonType(_ body: JSONValue, _ switches: Switches) throws(DomainError) {
        guard body["type"] == "interactive", body["interactive"]?["type"] == "button", !switches.acceptsButtonType
        else { return }
        throw .invalidField(
            "interactive.type",
            detail: "must be reply_buttons; the switch `reply_button_type: both` accepts button too"
        )
    }

    /// Throws `invalidField` for rows and buttons that the schema accepts and sendMessage does not.
    package static func check(_ body: JSONValue) throws(DomainError) {
        guard body["type"] == "interactive", let interactive = body["interactive"] else { return }
        let action = interactive["action"]
        switch interactive["type"]?.string {
        case "list": try checkRows(action?["sections"]?.array)
        case "reply_buttons", "button": try checkButtons(action?["buttons"]?.array ?? [])
        default: return
        }
    }

    private static func checkRows(_ sections: [JSONValue]?) throws(DomainError) {
        guard let sections else { return }
        let count = sections.reduce(0) { $0 + ($1["rows"]?.array?.count ?? 0) }
        guard !(1...10).contains(count) else { return }
        throw .invalidField("interactive.action.sections", detail: "must have 1 to 10 rows in total")
    }

    private static func checkButtons(_ buttons: [JSONValue]) throws(DomainError) {
        var ids: Set<String> = []
        var titles: Set<String> = []
        for (index, button) in buttons.enumerated() {
            let place = "interactive.action.buttons.\(index).reply"
            if let id = button["reply"]?["id"]?.string, !ids.insert(id).inserted {
                throw .invalidField("\(place).id", detail: "must be another id than that of the buttons before")
            }
            if let title = button["reply"]?["title"]?.string, !titles.insert(title).inserted {
                throw .invalidField("\(place).title", detail: "must be another title than that of the buttons before")
            }
        }
    }
}

extension MessageDraft {
    /// Bodies that sendMessage must refuse: a contract whose schema accepts one of them is not the vendor's.
    package static let impossibleBodies: [JSONValue] = [
        [:],
        ["messaging_product": "whatsapp", "to": "+628111111111"],
        ["messaging_product": "whatsapp", "to": "+628111111111", "type": "text"],
        ["messaging_product": "whatsapp", "type": "text", "text": ["body": "Hello"]],
        ["messaging_product": "whatsapp", "to": "+628111111111", "type": "none", "none": [:]],
    ]
}
