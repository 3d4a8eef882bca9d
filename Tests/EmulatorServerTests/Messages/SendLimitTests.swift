import Documents
import EmulatorTesting
import OrderedCollections
import Testing

/// Every limit of the tables of kirimdev-api 9.1 and 9.2: what is just allowed, and one more.
@Suite(.timeLimit(.minutes(15)))
struct SendLimitTests {
    /// A body that is right, a place in it, and what just fits there and what no longer does.
    struct Limit: CustomTestStringConvertible, Sendable {
        let body: JSONValue
        let place: String
        let fits: JSONValue
        let breaks: JSONValue
        /// What the answer blames, if that is not the place.
        var param: String?
        var code = "invalid_field_value"

        var testDescription: String { "\(body["type"]?.string ?? "") \(place)" }
    }

    private static let number = "/1111475158712095/messages"

    private static func text(_ length: Int) -> JSONValue { .string(String(repeating: "é", count: length)) }

    private static func message(_ type: String, _ content: JSONValue) -> JSONValue {
        ["messaging_product": "whatsapp", "to": "+628111111111", "type": .string(type), type: content]
    }

    private static func interactive(_ type: String, _ action: JSONValue, header: JSONValue? = nil) -> JSONValue {
        var content: JSONValue = ["type": .string(type), "body": ["text": "Which one?"], "action": action]
        content.set(header, at: JSONPointer(["header"]))
        return message("interactive", content)
    }

    private static let link: JSONValue = "https://media.example.com/a.jpg"
    private static let button: JSONValue = ["type": "reply", "reply": ["id": "a", "title": "A"]]
    private static let buttons = interactive("reply_buttons", ["buttons": [button]])
    private static let linkButton = interactive(
        "cta_url",
        ["name": "cta_url", "parameters": ["display_text": "Open", "url": "https://acme.example/"]]
    )

    private static func buttonNumber(_ number: Int) -> JSONValue {
        ["type": "reply", "reply": ["id": .string("id\(number)"), "title": .string("Title \(number)")]]
    }

    private static func rows(_ count: Int, from first: Int = 0) -> JSONValue {
        .array((0..<count).map { ["id": .string("r\(first + $0)"), "title": .string("Row \(first + $0)")] })
    }

    private static let list = interactive(
        "list",
        ["button": "Choose", "sections": [["title": "Today", "rows": rows(1)]]],
        header: ["type": "text", "text": "Delivery"]
    )

    private static func card(_ number: Int) -> JSONValue {
        [
            "card_index": .integer(number),
            "type": "cta_url",
            "header": ["type": "image", "image": ["link": link]],
            "body": ["text": "Small"],
            "action": ["name": "cta_url", "parameters": ["display_text": "Order", "url": "https://acme.example/"]],
        ]
    }

    private static func cards(_ count: Int) -> JSONValue { .array((0..<count).map(card)) }

    private static let carousel = interactive("carousel", ["cards": cards(2)])

    private static let replyCard: JSONValue = [
        "card_index": 0,
        "type": "quick_reply",
        "header": ["type": "video", "video": ["link": link]],
        "action": ["buttons": [["type": "quick_reply", "quick_reply": ["id": "a", "title": "A"]]]],
    ]

    private static let replyCarousel = interactive("carousel", ["cards": [replyCard, replyCard]])

    static let plain: [Limit] = [
        Limit(body: message("text", ["body": "a"]), place: "text.body", fits: text(4096), breaks: text(4097)),
        Limit(body: message("text", ["body": "a"]), place: "text.body", fits: text(1), breaks: text(0)),
        Limit(body: message("text", ["body": "a"]), place: "text.preview_url", fits: true, breaks: "yes"),
        Limit(body: message("image", ["link": link]), place: "image.caption", fits: text(1024), breaks: text(1025)),
        Limit(body: message("video", ["link": link]), place: "video.caption", fits: text(1024), breaks: text(1025)),
        Limit(
            body: message("document", ["link": link]),
            place: "document.caption",
            fits: text(1024),
            breaks: text(1025)
        ),
        Limit(body: message("image", ["link": link]), place: "image.link", fits: "http://a.example/b", breaks: "a/b"),
        Limit(body: message("audio", ["link": link]), place: "audio.link", fits: link, breaks: "ftp://a.example/b"),
        Limit(body: message("audio", ["id": "1"]), place: "audio.id", fits: "2", breaks: ""),
        Limit(
            body: message("template", ["name": "a", "language": "id"]),
            place: "template.name",
            fits: .string(String(repeating: "a", count: 512)),
            breaks: .string(String(repeating: "a", count: 513)),
            code: "invalid_template_name"
        ),
        Limit(
            body: message("template", ["name": "a", "language": "id"]),
            place: "template.name",
            fits: "order_1",
            breaks: "Order-1",
            code: "invalid_template_name"
        ),
        Limit(
            body: message("template", ["name": "a", "language": "id"]),
            place: "template.language",
            fits: ["code": "en_US", "policy": "deterministic"],
            breaks: 5
        ),
        Limit(
            body: message("text", ["body": "a"]),
            place: "to",
            fits: "628111111111",
            breaks: "0811",
            code: "invalid_phone_number"
        ),
        Limit(body: message("text", ["body": "a"]), place: "recipient_type", fits: "individual", breaks: "group"),
        Limit(body: message("text", ["body": "a"]), place: "messaging_product", fits: "whatsapp", breaks: "sms"),
        Limit(
            body: message("text", ["body": "a"]),
            place: "context",
            fits: ["message_id": "wamid.x"],
            breaks: ["message_id": ""],
            param: "context.message_id"
        ),
    ]

    static let interactive: [Limit] = [
        Limit(body: buttons, place: "interactive.body.text", fits: text(1024), breaks: text(1025)),
        Limit(body: buttons, place: "interactive.body.text", fits: text(1), breaks: text(0)),
        Limit(
            body: buttons,
            place: "interactive.footer",
            fits: ["text": text(60)],
            breaks: ["text": text(61)],
            param: "interactive.footer.text"
        ),
        Limit(
            body: buttons,
            place: "interactive.header",
            fits: ["type": "text", "text": text(60)],
            breaks: ["type": "text", "text": text(61)],
            param: "interactive.header.text"
        ),
        Limit(
            body: buttons,
            place: "interactive.header",
            fits: ["type": "document", "document": ["link": link]],
            breaks: ["type": "document", "document": ["link": "x"]],
            param: "interactive.header.document.link"
        ),
        Limit(
            body: buttons,
            place: "interactive.action.buttons",
            fits: .array((0..<3).map(buttonNumber)),
            breaks: .array((0..<4).map(buttonNumber))
        ),
        Limit(body: buttons, place: "interactive.action.buttons", fits: [button], breaks: []),
        Limit(
            body: buttons,
            place: "interactive.action.buttons.0.reply.id",
            fits: text(256),
            breaks: text(257)
        ),
        Limit(
            body: buttons,
            place: "interactive.action.buttons.0.reply.title",
            fits: text(20),
            breaks: text(21)
        ),
        Limit(
            body: buttons,
            place: "interactive.action.buttons",
            fits: [button, buttonNumber(1)],
            breaks: [button, ["type": "reply", "reply": ["id": "a", "title": "B"]]],
            param: "interactive.action.buttons.1.reply.id"
        ),
        Limit(
            body: buttons,
            place: "interactive.action.buttons",
            fits: [button, buttonNumber(1)],
            breaks: [button, ["type": "reply", "reply": ["id": "b", "title": "A"]]],
            param: "interactive.action.buttons.1.reply.title"
        ),
        Limit(body: buttons, place: "interactive.type", fits: "button", breaks: "product"),
        Limit(
            body: linkButton,
            place: "interactive.action.parameters.display_text",
            fits: text(20),
            breaks: text(21)
        ),
        Limit(
            body: linkButton,
            place: "interactive.action.parameters.url",
            fits: "https://a.example",
            breaks: "http://a.example"
        ),
        Limit(body: list, place: "interactive.action.button", fits: text(20), breaks: text(21)),
        Limit(body: list, place: "interactive.action.sections.0.title", fits: text(24), breaks: text(25)),
        Limit(body: list, place: "interactive.action.sections.0.rows.0.id", fits: text(200), breaks: text(201)),
        Limit(body: list, place: "interactive.action.sections.0.rows.0.title", fits: text(24), breaks: text(25)),
        Limit(
            body: list,
            place: "interactive.action.sections.0.rows.0.description",
            fits: text(72),
            breaks: text(73)
        ),
        Limit(
            body: list,
            place: "interactive.action.sections",
            fits: [["rows": rows(5)], ["rows": rows(5, from: 5)]],
            breaks: [["rows": rows(5)], ["rows": rows(6, from: 5)]]
        ),
        Limit(
            body: list,
            place: "interactive.action.sections",
            fits: [["rows": rows(1)], ["rows": []]],
            breaks: [["rows": []]]
        ),
        Limit(
            body: list,
            place: "interactive.header",
            fits: ["type": "text", "text": "A"],
            breaks: ["type": "image", "image": ["link": link]],
            param: "interactive.header.type"
        ),
        Limit(body: carousel, place: "interactive.action.cards", fits: cards(10), breaks: cards(11)),
        Limit(body: carousel, place: "interactive.action.cards", fits: cards(2), breaks: cards(1)),
        Limit(body: carousel, place: "interactive.action.cards.1.body.text", fits: text(160), breaks: text(161)),
        Limit(
            body: carousel,
            place: "interactive.action.cards.0.action.parameters.display_text",
            fits: text(20),
            breaks: text(21)
        ),
        Limit(
            body: carousel,
            place: "interactive.action.cards.1.header",
            fits: ["type": "video", "video": ["link": link]],
            breaks: ["type": "text", "text": "A"],
            param: "interactive.action.cards.1.header.type"
        ),
        Limit(
            body: replyCarousel,
            place: "interactive.action.cards.0.action.buttons.0.quick_reply.id",
            fits: text(256),
            breaks: text(257)
        ),
    ]

    @Test(arguments: plain + interactive)
    func `what fits is sent, what no longer does is blamed`(limit: Limit) async throws {
        try await withEmulator(scenario: "connected") { emulator in
            let place = JSONPointer(limit.place.split(separator: ".").map(String.init))
            var body = limit.body
            body.set(limit.fits, at: place)
            let sent = try emulator.client().post(Self.number, body)
            #expect(sent.status == 200, "\(sent.json)")
            body.set(limit.breaks, at: place)
            let refused = try emulator.client().post(Self.number, body)
            expect(refused, refuses: 400, limit.code, param: limit.param ?? limit.place)
        }
    }

    @Test(
        arguments: [
            (message("text", ["preview_url": true]), "text.body"),
            (message("image", ["caption": "A"]), "image.link"),
            (message("template", ["language": "id"]), "template.name"),
            (message("template", ["name": "a"]), "template.language"),
            (message("template", ["name": "a", "language": [:]]), "template.language.code"),
            (["messaging_product": "whatsapp", "type": "text", "text": ["body": "a"]], "to"),
            (["messaging_product": "whatsapp", "to": "+628111111111", "text": ["body": "a"]], "type"),
            (["to": "+628111111111", "type": "text", "text": ["body": "a"]], "messaging_product"),
            (["messaging_product": "whatsapp", "to": "+628111111111", "type": "video"], "video"),
            (["messaging_product": "whatsapp", "to": "+628111111111", "type": "video", "video": nil], "video"),
            (message("interactive", ["type": "list", "action": [:]]), "interactive.body"),
        ] as [(JSONValue, String)]
    )
    func `what is missing is named`(body: JSONValue, param: String) async throws {
        try await withEmulator(scenario: "connected") { emulator in
            let refused = try emulator.client().post(Self.number, body)
            expect(refused, refuses: 400, "missing_required_field", param: param)
        }
    }

    @Test(arguments: ["image", "video", "audio", "document"])
    func `media come by link or by id, not by both`(type: String) async throws {
        try await withEmulator(scenario: "connected") { emulator in
            let both = Self.message(type, ["link": Self.link, "id": "1"])
            expect(try emulator.client().post(Self.number, both), refuses: 400, "invalid_field_value", param: type)
            let byID = Self.message(type, ["link": nil, "id": "1"])
            #expect(try emulator.client().post(Self.number, byID).status == 200)
        }
    }

    @Test(arguments: ["sticker", "location", "contacts", "reaction", "action", "typing", 5] as [JSONValue])
    func `other types cannot be sent`(type: JSONValue) async throws {
        try await withEmulator(scenario: "connected") { emulator in
            var body = Self.message("text", ["body": "a"])
            body.set(type, at: JSONPointer(["type"]))
            expect(try emulator.client().post(Self.number, body), refuses: 400, "invalid_field_value", param: "type")
        }
    }
}
