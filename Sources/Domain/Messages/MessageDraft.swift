package import Documents
import OrderedCollections

/// What sendMessage asks for.
package struct MessageDraft: Hashable, Sendable {
    /// To whom, E.164 with `+`.
    package let phoneNumber: String
    /// What it says; the text of a template is not known before the template is.
    package let content: MessageContent
    /// The wamid of the message that it replies to.
    package let context: String?
    /// The template that it is made from, if it is.
    package let template: TemplateUse?
    /// Whether it is a list that Meta does not accept.
    let isBrokenList: Bool

    /// A message to a number; nil for a body that sendMessage refuses.
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

    /// Meta wants a title for each of several sections, and ids that no two rows share.
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
    /// What is sent, read from the object named like its type; nil for kinds that cannot be sent.
    package init?(sent kind: Kind, _ json: JSONValue) {
        switch kind {
        case .text: self.init(kind, text: json["body"]?.string)
        case .image, .video, .document:
            var media = MessageMedia(link: json["link"]?.string, id: json["id"]?.string)
            media.filename = kind == .document ? json["filename"]?.string : nil
            self.init(kind, text: json["caption"]?.string, media: media)
        case .audio: self.init(kind, media: MessageMedia(link: json["link"]?.string, id: json["id"]?.string))
        case .interactive:
            self.init(kind, text: json["body"]?["text"]?.string, detail: ["type": json["type"] ?? .null])
        case .template:
            let language = TemplateUse.language(json)
            self.init(kind, detail: ["name": json["name"] ?? .null, "language": .string(language)])
        case .sticker, .location, .contacts, .reaction, .button, .unsupported: return nil
        }
    }

    /// The same content with another text.
    func with(text: String?) -> MessageContent {
        MessageContent(kind, text: text, detail: detail, media: media)
    }
}

// MARK: Rules

extension MessageDraft {
    /// Refuses reply buttons under Meta's name `button`, unless the organization has chosen that reading.
    package static func checkButtonType(_ body: JSONValue, _ switches: Switches) throws(DomainError) {
        guard body["type"] == "interactive", body["interactive"]?["type"] == "button", !switches.acceptsButtonType
        else { return }
        throw .invalidField(
            "interactive.type",
            detail: "must be reply_buttons; the switch `reply_button_type: both` accepts button too"
        )
    }

    /// Refuses what a schema accepts and sendMessage does not; looks at nothing that the schema refuses.
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
    /// Bodies that are no draft: a contract whose schema lets one of them pass is not the vendor's.
    package static let impossibleBodies: [JSONValue] = [
        [:],
        ["messaging_product": "whatsapp", "to": "+628111111111"],
        ["messaging_product": "whatsapp", "to": "+628111111111", "type": "text"],
        ["messaging_product": "whatsapp", "type": "text", "text": ["body": "Hello"]],
        ["messaging_product": "whatsapp", "to": "+628111111111", "type": "none", "none": [:]],
    ]
}
