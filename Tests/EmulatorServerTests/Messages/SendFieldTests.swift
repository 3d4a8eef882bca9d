import Documents
import EmulatorTesting
import OrderedCollections
import Testing

/// A message body with one wrong field, and the code and the param of its refusal.
struct WrongField: Sendable, CustomTestStringConvertible {
    let body: JSONValue
    let code: String
    let param: String

    var testDescription: String { "\(code) \(param)" }

    static func invalid(_ param: String, _ body: JSONValue) -> WrongField {
        WrongField(body: body, code: "invalid_field_value", param: param)
    }

    static func missing(_ param: String, _ body: JSONValue) -> WrongField {
        WrongField(body: body, code: "missing_required_field", param: param)
    }
}

extension String {
    fileprivate static func long(_ count: Int) -> String { String(repeating: "ü", count: count) }
}

/// The limits of kirimdev-api 9.1 and 9.2: values just within them and just beyond them.
@Suite struct SendFieldTests {
    private static let link: JSONValue = "https://media.example.com/a.jpg"

    private static func base(_ member: String, _ value: JSONValue?) -> JSONValue {
        var body = JSONValue.text().object ?? [:]
        body[member] = value
        return .object(body)
    }

    private static func text(_ content: JSONValue) -> JSONValue { .message("text", content) }

    private static func interactive(_ type: JSONValue, _ action: JSONValue, _ others: JSONObject = [:]) -> JSONValue {
        var content: JSONObject = ["type": type, "body": ["text": "B"], "action": action]
        content.merge(others) { _, last in last }
        return .message("interactive", .object(content))
    }

    private static func buttons(_ replies: [JSONValue], _ others: JSONObject = [:]) -> JSONValue {
        let buttons = replies.map { JSONValue.object(["type": "reply", "reply": $0]) }
        return interactive("reply_buttons", ["buttons": .array(buttons)], others)
    }

    private static let reply: JSONValue = ["id": "a", "title": "A"]

    private static func list(rows: [JSONValue], button: String = "B", title: JSONValue = "T") -> JSONValue {
        interactive("list", ["button": .string(button), "sections": [["title": title, "rows": .array(rows)]]])
    }

    private static func rows(_ count: Int) -> [JSONValue] {
        (0..<count).map { ["id": .string("\($0)"), "title": "T"] }
    }

    private static func link(_ text: String, _ url: JSONValue = "https://a.example/") -> JSONValue {
        ["name": "cta_url", "parameters": ["display_text": .string(text), "url": url]]
    }

    private static func carousel(
        _ count: Int,
        _ card: JSONObject = [:],
        adding others: JSONObject = [:]
    ) -> JSONValue {
        let cards = (0..<count).map { index -> JSONValue in
            var members: JSONObject = [
                "card_index": .integer(index), "type": "cta_url",
                "header": ["type": "image", "image": ["link": link]], "action": link("Order"),
            ]
            members.merge(card) { _, last in last }
            return .object(members)
        }
        return interactive("carousel", ["cards": .array(cards)], others)
    }

    private static func quickReply(id: String, title: String = "A") -> JSONObject {
        let reply: JSONValue = ["id": .string(id), "title": .string(title)]
        return ["action": ["buttons": [["type": "quick_reply", "quick_reply": reply]]], "type": "quick_reply"]
    }

    static let commonFields: [WrongField] = [
        .missing("messaging_product", base("messaging_product", nil)),
        .missing("messaging_product", base("messaging_product", .null)),
        .invalid("messaging_product", base("messaging_product", "sms")),
        .invalid("recipient_type", base("recipient_type", "group")),
        .missing("to", base("to", nil)), .missing("to", base("to", .null)),
        .invalid("to", base("to", "0811")), .invalid("to", base("to", "+123456")),
        .invalid("to", base("to", "+1234567890123456")), .invalid("to", base("to", 628_111_111_111)),
        .missing("type", base("type", nil)), .missing("type", base("type", .null)),
        .missing("text", base("text", nil)), .missing("text", base("text", .null)),
        .invalid("text", base("text", "Hi")),
        .missing("context.message_id", base("context", [:])),
        .invalid("context.message_id", base("context", ["message_id": ""])),
        .invalid("context.message_id", base("context", ["message_id": 1])), .invalid("context", base("context", "x")),
    ]

    static let unsentTypes: [WrongField] = ["sticker", "location", "contacts", "reaction", "action", "typing", "TEXT"]
        .map { .invalid("type", .message($0, [:])) }

    static let contents: [WrongField] = [
        .missing("text.body", text([:])), .missing("text.body", text(["body": nil])),
        .invalid("text.body", text(["body": ""])), .invalid("text.body", text(["body": .string(.long(4097))])),
        .invalid("text.body", text(["body": 1])),
        .invalid("text.preview_url", text(["body": "B", "preview_url": "yes"])),
        WrongField(
            body: .message("template", ["name": "A b", "language": "id"]),
            code: "invalid_template_name",
            param: "template.name"
        ),
        .missing("template.name", .message("template", ["language": "id"])),
        .missing("template.language", .message("template", ["name": "a"])),
        .invalid("template.language", .message("template", ["name": "a", "language": 5])),
        .missing("template.language.code", .message("template", ["name": "a", "language": [:]])),
        .invalid("template.components", .message("template", ["name": "a", "language": "id", "components": "x"])),
    ]

    static let media: [WrongField] = ["image", "video", "audio", "document"].flatMap { type -> [WrongField] in
        let both: JSONValue = ["link": link, "id": "1"]
        var wrong: [WrongField] = [
            .missing("\(type)", base("type", .string(type))),
            .missing("\(type).link", .message(type, [:])),
            .missing("\(type).link", .message(type, ["link": nil, "id": nil])),
            .invalid(type, .message(type, both)),
            .invalid("\(type).link", .message(type, ["link": "ftp://a.example/"])),
            .invalid("\(type).link", .message(type, ["link": "/a.jpg"])),
            .invalid("\(type).link", .message(type, ["link": 1])),
            .invalid("\(type).id", .message(type, ["id": ""])),
        ]
        if type != "audio" {
            let caption = JSONValue.string(.long(1025))
            wrong.append(.invalid("\(type).caption", .message(type, ["link": link, "caption": caption])))
        }
        return wrong
    }

    static let interactives: [WrongField] = [
        .missing("interactive.type", .message("interactive", ["body": ["text": "B"], "action": [:]])),
        .invalid("interactive.type", interactive("product", [:])),
        .missing("interactive.body", .message("interactive", ["type": "cta_url", "action": link("A")])),
        .missing("interactive.action", .message("interactive", ["type": "cta_url", "body": ["text": "B"]])),
        .missing("interactive.body.text", interactive("cta_url", link("A"), ["body": [:]])),
        .invalid("interactive.body.text", interactive("cta_url", link("A"), ["body": ["text": ""]])),
        .invalid("interactive.body.text", interactive("cta_url", link("A"), ["body": ["text": .string(.long(1025))]])),
        .invalid("interactive.footer.text", interactive("cta_url", link("A"), ["footer": ["text": ""]])),
        .invalid(
            "interactive.footer.text",
            interactive("cta_url", link("A"), ["footer": ["text": .string(.long(61))]])
        ),
        .invalid(
            "interactive.header.text",
            interactive("cta_url", link("A"), ["header": ["type": "text", "text": .string(.long(61))]])
        ),
        .missing("interactive.header.image", interactive("cta_url", link("A"), ["header": ["type": "image"]])),
        .missing(
            "interactive.header.image.link",
            interactive("cta_url", link("A"), ["header": ["type": "image", "image": ["id": "1"]]])
        ),
        .invalid(
            "interactive.header.type",
            interactive(
                "list",
                ["button": "B", "sections": [["rows": .array(rows(1))]]],
                [
                    "header": ["type": "image", "image": ["link": link]]
                ]
            )
        ),
        .invalid("interactive.action.parameters.display_text", interactive("cta_url", link(""))),
        .invalid("interactive.action.parameters.display_text", interactive("cta_url", link(.long(21)))),
        .invalid("interactive.action.parameters.url", interactive("cta_url", link("A", "http://a.example/"))),
        .invalid("interactive.action.name", interactive("cta_url", ["name": "x", "parameters": [:]])),
    ]

    static let lists: [WrongField] = [
        .invalid("interactive.action.button", list(rows: rows(1), button: "")),
        .invalid("interactive.action.button", list(rows: rows(1), button: .long(21))),
        .invalid("interactive.action.sections.0.title", list(rows: rows(1), title: .string(.long(25)))),
        .invalid("interactive.action.sections", list(rows: [])),
        .invalid("interactive.action.sections", interactive("list", ["button": "B", "sections": []])),
        .invalid(
            "interactive.action.sections",
            interactive("list", ["button": "B", "sections": [["rows": .array(rows(6))], ["rows": .array(rows(5))]]])
        ),
        .invalid("interactive.action.sections.0.rows", list(rows: rows(11))),
        .invalid("interactive.action.sections.0.rows.0.id", list(rows: [["id": "", "title": "T"]])),
        .invalid("interactive.action.sections.0.rows.0.id", list(rows: [["id": .string(.long(201)), "title": "T"]])),
        .invalid("interactive.action.sections.0.rows.0.title", list(rows: [["id": "1", "title": ""]])),
        .invalid("interactive.action.sections.0.rows.0.title", list(rows: [["id": "1", "title": .string(.long(25))]])),
        .invalid(
            "interactive.action.sections.0.rows.0.description",
            list(rows: [["id": "1", "title": "T", "description": .string(.long(73))]])
        ),
    ]

    static let replies: [WrongField] = [
        .invalid("interactive.action.buttons", buttons([])),
        .invalid(
            "interactive.action.buttons",
            buttons((0..<4).map { ["id": .string("\($0)"), "title": .string("\($0)")] })
        ),
        .invalid("interactive.action.buttons.0.reply.id", buttons([["id": "", "title": "A"]])),
        .invalid("interactive.action.buttons.0.reply.id", buttons([["id": .string(.long(257)), "title": "A"]])),
        .invalid("interactive.action.buttons.0.reply.title", buttons([["id": "a", "title": ""]])),
        .invalid("interactive.action.buttons.0.reply.title", buttons([["id": "a", "title": .string(.long(21))]])),
        .invalid("interactive.action.buttons.1.reply.id", buttons([reply, ["id": "a", "title": "B"]])),
        .invalid("interactive.action.buttons.1.reply.title", buttons([reply, ["id": "b", "title": "A"]])),
        .missing("interactive.action.buttons", interactive("reply_buttons", [:])),
        .invalid("interactive.type", interactive("button", ["buttons": [["type": "reply", "reply": reply]]])),
    ]

    static let carousels: [WrongField] = [
        .invalid("interactive.action.cards", carousel(1)), .invalid("interactive.action.cards", carousel(11)),
        .invalid("interactive.action.cards.0.body.text", carousel(2, ["body": ["text": .string(.long(161))]])),
        .invalid("interactive.action.cards.0.action.parameters.display_text", carousel(2, ["action": link(.long(21))])),
        .invalid(
            "interactive.action.cards.0.action.buttons.0.quick_reply.id",
            carousel(2, quickReply(id: .long(257)))
        ),
        .invalid("interactive.action.cards.0.header.type", carousel(2, ["header": ["type": "text", "text": "x"]])),
        .missing("interactive.action.cards.0.card_index", carousel(2, ["card_index": .null])),
        .invalid("interactive.header", carousel(2, adding: ["header": ["type": "text", "text": "H"]])),
        .invalid("interactive.footer", carousel(2, adding: ["footer": ["text": "F"]])),
    ]

    @Test(arguments: [commonFields, unsentTypes, contents, media, interactives, lists, replies, carousels])
    func `a message with a wrong field is refused with its name`(_ fields: [WrongField]) async throws {
        try await withEmulator { emulator in
            try emulator.addNumber()
            for field in fields {
                let answer = try emulator.send(field.body)
                #expect(answer.status == 400, "\(field.body)")
                #expect(answer.code == field.code, "\(field.body)")
                #expect(answer.param == field.param, "\(field.body)")
            }
            #expect(try emulator.client().get("/\(usualNumber)/messages").data == [])
        }
    }

    static let justRight: [JSONValue] = [
        base("recipient_type", .null), base("to", "1234567"), base("to", "+123456789012345"),
        base("context", ["message_id": "wamid.x"]), base("odd", 1), text(["body": .string(.long(4096))]),
        .message("image", ["id": "1", "caption": .string(.long(1024))]),
        .message("audio", ["link": link, "caption": .string(.long(5000))]),
        .message("document", ["link": "HTTP://a.example", "filename": "a.pdf"]),
        .message("template", ["name": "a", "language": ["code": "id", "policy": "deterministic"]]),
        interactive(
            "cta_url",
            link(.long(20)),
            [
                "body": ["text": .string(.long(1024))], "footer": ["text": .string(.long(60))],
                "header": ["type": "text", "text": .string(.long(60))],
            ]
        ),
        list(rows: rows(10), button: .long(20), title: .string(.long(24))),
        list(rows: [
            [
                "id": .string(.long(200)), "title": .string(.long(24)), "description": .string(.long(72)),
            ]
        ]),
        buttons(
            [["id": .string(.long(256)), "title": .string(.long(20))], reply, ["id": "b", "title": "B"]],
            [
                "header": ["type": "video", "video": ["link": link]]
            ]
        ),
        carousel(2, ["body": ["text": .string(.long(160))]]), carousel(10), carousel(2, quickReply(id: .long(256))),
        carousel(2, ["header": ["type": "video", "video": ["link": link]]]),
    ]

    @Test func `a message just within the limits is accepted`() async throws {
        try await withEmulator { emulator in
            try emulator.addNumber()
            for body in Self.justRight {
                let answer = try emulator.send(body)
                #expect(answer.status == 200, "\(answer.json) \(body)")
            }
        }
    }

    @Test func `a recipient that is not an E.164 number is refused in the vendor's words`() async throws {
        try await withEmulator { emulator in
            try emulator.addNumber()
            let answer = try emulator.send(.text(to: "08111111111"))
            expect(answer, refuses: 400, "invalid_field_value", param: "to")
            #expect(answer.message == "Invalid input")
            try emulator.configure(["switches": ["invalid_to_code": "invalid_phone_number"]])
            let older = try emulator.send(.text(to: "08111111111"))
            expect(older, refuses: 400, "invalid_phone_number", param: "to")
            #expect(older.message == "Phone number must be in E.164 format (e.g. +628111222333).")
            expect(try emulator.send(Self.base("to", nil)), refuses: 400, "missing_required_field", param: "to")
        }
    }

    @Test func `an interactive message of type button is accepted only with its switch`() async throws {
        let body = Self.interactive("button", ["buttons": [["type": "reply", "reply": Self.reply]]])
        try await withEmulator { emulator in
            try emulator.addNumber()
            let message = try #require(try emulator.send(body).message)
            #expect(message.contains("reply_buttons") && message.contains("`reply_button_type: both`"))
            try emulator.configure(["switches": ["reply_button_type": "both"]])
            let answer = try emulator.send(body)
            #expect(answer.status == 200)
            let shown = try emulator.message(try #require(answer.data["id"]?.string))
            #expect(shown["interactive"]?["type"] == "button")
            #expect(try emulator.send(Self.buttons([Self.reply])).status == 200)
        }
    }

    @Test func `a refusal names the wrong field that comes first in the contract`() async throws {
        try await withEmulator { emulator in
            try emulator.addNumber()
            var body = Self.buttons([Self.reply, Self.reply]).object ?? [:]
            #expect(try emulator.send(.object(body)).param == "interactive.action.buttons.1.reply.id")
            body["context"] = ["message_id": ""]
            #expect(try emulator.send(.object(body)).param == "interactive.action.buttons.1.reply.id")
            body["to"] = "x"
            #expect(try emulator.send(.object(body)).param == "to")
        }
    }
}
