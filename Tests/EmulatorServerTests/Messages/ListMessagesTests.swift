import Documents
import Domain
import EmulatorCore
import EmulatorTesting
import OrderedCollections
import Testing

@Suite struct ListMessagesTests {
    private func ids(_ query: String, _ emulator: Emulator) throws -> [JSONValue] {
        let list = try emulator.client().get("/\(usualNumber)/messages?\(query)")
        try #require(list.status == 200, "\(list.json)")
        return list.column("id")
    }

    @Test func `messages of both directions are listed newest first, as getMessage shows them`() async throws {
        try await withEmulator { emulator in
            try emulator.addNumber()
            let heard = try #require(try emulator.hear()["message"]?["id"])
            let sent = JSONValue.string(try emulator.sendText())
            #expect(try ids("", emulator) == [sent, heard])
            let list = try emulator.client().get("/\(usualNumber)/messages")
            #expect(list.data[0] == (try emulator.message(try #require(sent.string))))
            let keys = list.data[1]?.object.map { Array($0.keys) }
            #expect(
                keys == [
                    "id", "object", "status", "direction", "created_at", "error", "conversation_id", "type", "to",
                    "source", "provider_id", "content", "body", "media_url", "media_mime_type", "filename",
                    "updated_at",
                ]
            )
            #expect(list.data[1]?["to"] == .string(partner))
            #expect(list.data[1]?["source"] == .null)
        }
    }

    @Test func `messages are filtered by direction, status and conversation, also combined`() async throws {
        try await withEmulator { emulator in
            try emulator.addNumber()
            try emulator.configure(["messages": ["progression": "manual"]])
            let heard = try #require(try emulator.hear()["message"])
            let conversation = try #require(heard["conversation_id"]?.string)
            let first = try emulator.sendText()
            let second = try emulator.sendText()
            let other = try emulator.sendText(to: "+628111111112")
            try emulator.report("sent", "delivered", of: second)
            let (one, two, three) = (JSONValue.string(first), JSONValue.string(second), JSONValue.string(other))
            let zero = try #require(heard["id"])
            let own = "conversation_id=\(conversation)"
            #expect(try ids("direction=outbound", emulator) == [three, two, one])
            #expect(try ids("direction=inbound", emulator) == [zero])
            #expect(try ids("status=delivered", emulator) == [two, zero])
            #expect(try ids("status=pending", emulator) == [three, one])
            #expect(try ids("status=sent", emulator) == [])
            #expect(try ids(own, emulator) == [two, one, zero])
            #expect(try ids(own + "&direction=outbound", emulator) == [two, one])
            #expect(try ids(own + "&status=pending", emulator) == [one])
            #expect(try ids("direction=outbound&status=delivered", emulator) == [two])
            #expect(try ids(own + "&direction=inbound&status=delivered", emulator) == [zero])
            #expect(try ids("conversation_id=cnv_" + String(repeating: "0", count: 26), emulator) == [])
        }
    }

    @Test func `created_after and created_before exclude the times that they name`() async throws {
        try await withEmulator { emulator in
            try emulator.addNumber()
            var sent: [JSONValue] = []
            for _ in 0..<3 {
                sent.append(.string(try emulator.sendText()))
                emulator.clock.advance(by: .seconds(60))
            }
            let start = try #require(Emulator.instant(0).string)
            let end = try #require(Emulator.instant(120).string)
            #expect(try ids("created_after=\(start)&created_before=\(end)", emulator) == [sent[1]])
            #expect(try ids("created_after=\(start)", emulator) == [sent[2], sent[1]])
            #expect(try ids("created_before=\(start)", emulator) == [])
        }
    }

    @Test(arguments: [
        ("conversation_id=cnv_1", "invalid_field_value", "conversation_id"),
        ("direction=both", "invalid_field_value", "direction"), ("status=SENT", "invalid_field_value", "status"),
        ("created_after=yesterday", "invalid_field_value", "created_after"),
        ("created_before=2026", "invalid_field_value", "created_before"), ("limit=101", "invalid_limit", "limit"),
        ("limit=0", "invalid_limit", "limit"), ("cursor=x", "invalid_cursor", "cursor"),
    ])
    func `an invalid filter of messages is refused`(query: String, code: String, param: String) async throws {
        try await withEmulator { emulator in
            try emulator.addNumber()
            let list = try emulator.client().get("/\(usualNumber)/messages?\(query)")
            expect(list, refuses: 400, code, param: param)
        }
    }

    @Test func `a cursor is valid only with its filters`() async throws {
        try await withEmulator { emulator in
            try emulator.addNumber()
            for _ in 0..<3 { try emulator.sendText() }
            let page = try emulator.client().get("/\(usualNumber)/messages?limit=1")
            let cursor = try #require(page.json["next_cursor"]?.string)
            let other = try emulator.client().get("/\(usualNumber)/messages?direction=outbound&cursor=\(cursor)")
            expect(other, refuses: 400, "invalid_cursor", param: "cursor")
        }
    }

    @Test func `paging through 5,000 messages shows each once, while others are written and statuses change`()
        async throws
    {
        try await withEmulator { emulator in
            try emulator.addNumber()
            let world = try emulator.world()
            let now = emulator.clock.now
            let before = try world.transaction { state in
                let account = try state.account(phoneNumberID: usualNumber)
                let draft = try #require(MessageDraft(.text()))
                return try (0..<5000).map { _ in try state.send(draft, from: account, at: now).id.description }
            }
            var seen: [String] = []
            var cursor: String?
            repeat {
                let query = "limit=100" + (cursor.map { "&cursor=\($0)" } ?? "")
                let page = try emulator.client().get("/\(usualNumber)/messages?\(query)")
                try #require(page.status == 200)
                seen += page.column("id").compactMap(\.string)
                cursor = page.json["next_cursor"]?.string
                try emulator.sendText("Another")
                emulator.clock.advance(by: .milliseconds(10))
            } while cursor != nil
            #expect(seen == before.reversed())
        }
    }

    @Test func `a message is found only under its own number and by its own id`() async throws {
        try await withEmulator { emulator in
            try emulator.addNumber()
            try emulator.addNumber("222222")
            let heard = try #require(try emulator.hear()["message"])
            let id = try #require(heard["id"]?.string)
            let wamid = try #require(heard["provider_id"]?.string)
            #expect(try emulator.message(id) == heard)
            for path in [
                "/222222/messages/\(id)", "/\(usualNumber)/messages/\(wamid)", "/\(usualNumber)/messages/msg_1",
            ] {
                expect(try emulator.client().get(path), refuses: 404, "resource_not_found")
            }
            expect(try emulator.client(otherKey).get("/222222/messages/\(id)"), refuses: 404, "resource_not_found")
        }
    }

    @Test func `the list of sandboxes counts messages`() async throws {
        try await withEmulator { emulator in
            try emulator.addNumber()
            try emulator.sendText()
            try emulator.hear()
            let rows = try emulator.control().get("/__admin/sandboxes").data.array ?? []
            #expect(rows.column("messages") == [2])
        }
    }
}
