import Documents
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

/// Requests that real clients send, even if they are wrong (kirimdev-api 17).
@Suite struct ClientHabitTests {
    @Test(arguments: [
        (HTTPMethod.POST, "/messages"), (.POST, "/phone-numbers/\(usualNumber)/messages"),
        (.GET, "/phone-numbers/\(usualNumber)"), (.POST, "/messages/send"),
        (.GET, "/\(usualNumber)/message_templates?limit=200"), (.GET, "/1234567890"),
    ])
    func `a path that does not exist is not found`(_ method: HTTPMethod, _ path: String) async throws {
        try await withEmulator { emulator in
            try emulator.addNumber()
            let client = emulator.client()
            let answer = method == .POST ? try client.post(path, .text()) : try client.get(path)
            expect(answer, refuses: 404, "resource_not_found")
        }
    }

    @Test(
        arguments: [
            ("action", ["type": "typing_on"]), ("typing", ["action": "typing_on", "duration": 3]),
        ] as [(String, JSONValue)]
    )
    func `a message type that does not exist is refused`(_ type: String, _ content: JSONValue) async throws {
        try await withEmulator { emulator in
            try emulator.addNumber()
            expect(try emulator.send(.message(type, content)), refuses: 400, "invalid_field_value", param: "type")
        }
    }

    /// The requests of the vendor's own plugin of June 2026, which sends reply buttons with Meta's type name.
    private static let pluginCalls: [(String, JSONValue)] = {
        let link: JSONValue = ["link": "https://media.example.com/a.jpg"]
        let button: JSONValue = [
            "name": "cta_url", "parameters": ["display_text": "Order", "url": "https://a.example/"],
        ]
        func card(_ index: Int) -> JSONValue {
            [
                "card_index": .integer(index), "type": "cta_url", "header": ["type": "image", "image": link],
                "action": button,
            ]
        }
        func interactive(_ type: JSONValue, _ action: JSONValue) -> JSONValue {
            ["type": type, "body": ["text": "Choose"], "action": action]
        }
        let rows: JSONValue = [
            "button": "Open", "sections": [["title": "All", "rows": [["id": "1", "title": "One"]]]],
        ]
        let replies: JSONValue = ["buttons": [["type": "reply", "reply": ["id": "yes", "title": "Yes"]]]]
        return [
            ("text", ["body": "Hello"]), ("image", link), ("document", link),
            ("template", ["name": "parcel_update", "language": ["code": "id"]]),
            ("interactive", interactive("button", replies)), ("interactive", interactive("list", rows)),
            ("interactive", interactive("cta_url", button)),
            ("interactive", interactive("carousel", ["cards": [card(0), card(1)]])),
        ]
    }()

    @Test func `the requests of the vendor's plugin are accepted with reply_button_type both`() async throws {
        try await withEmulator { emulator in
            try emulator.addNumber()
            try emulator.configure(["switches": ["reply_button_type": "both"]])
            for (type, content) in Self.pluginCalls {
                let answer = try emulator.send(.message(type, content))
                #expect(answer.status == 200, "\(type) \(answer.json)")
            }
            let wamid = try emulator.hear()["message"]?["provider_id"] ?? .null
            let receipt: JSONObject = ["messaging_product": "whatsapp", "status": "read", "message_id": wamid]
            var typing = receipt
            typing["typing_indicator"] = ["type": "text"]
            for body in [receipt, typing] { #expect(try emulator.send(.object(body)).status == 200) }
        }
    }

    @Test(arguments: ["messages", "conversations", "contacts", "templates"])
    func `a list with a limit over 100 is refused`(_ list: String) async throws {
        try await withEmulator { emulator in
            try emulator.addNumber()
            let answer = try emulator.client().get("/\(usualNumber)/\(list)?limit=200")
            expect(answer, refuses: 400, "invalid_limit", param: "limit")
        }
    }

    @Test func `a template status in upper case is refused`() async throws {
        try await withEmulator { emulator in
            try emulator.addNumber()
            let answer = try emulator.client().get("/\(usualNumber)/templates?status=APPROVED")
            expect(answer, refuses: 400, "invalid_field_value", param: "status")
        }
    }

    @Test(arguments: ["//\(usualNumber)/messages", "/\(usualNumber)/messages/", "/\(usualNumber)//messages"])
    func `a path may have superfluous slashes`(_ path: String) async throws {
        try await withEmulator { emulator in
            try emulator.addNumber()
            #expect(try emulator.client().post(path, .text()).status == 200)
        }
    }
}
