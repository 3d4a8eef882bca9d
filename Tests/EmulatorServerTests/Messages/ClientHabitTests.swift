import Documents
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

/// What real clients send, wrong as it may be (kirimdev-api 17).
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
    func `a type that is no message is refused`(_ type: String, _ content: JSONValue) async throws {
        try await withEmulator { emulator in
            try emulator.addNumber()
            expect(try emulator.send(.message(type, content)), refuses: 400, "invalid_field_value", param: "type")
        }
    }

    @Test(arguments: ["messages", "conversations", "contacts", "templates"])
    func `no list has more than 100 rows on a page`(_ list: String) async throws {
        try await withEmulator { emulator in
            try emulator.addNumber()
            let answer = try emulator.client().get("/\(usualNumber)/\(list)?limit=200")
            expect(answer, refuses: 400, "invalid_limit", param: "limit")
        }
    }

    @Test func `a status of templates is written in lower case`() async throws {
        try await withEmulator { emulator in
            try emulator.addNumber()
            let answer = try emulator.client().get("/\(usualNumber)/templates?status=APPROVED")
            expect(answer, refuses: 400, "invalid_field_value", param: "status")
        }
    }

    @Test(arguments: ["//\(usualNumber)/messages", "/\(usualNumber)/messages/", "/\(usualNumber)//messages"])
    func `slashes too many do not matter`(_ path: String) async throws {
        try await withEmulator { emulator in
            try emulator.addNumber()
            #expect(try emulator.client().post(path, .text()).status == 200)
        }
    }
}
