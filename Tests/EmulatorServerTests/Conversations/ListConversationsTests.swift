import Documents
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@testable import Domain

@Suite struct ListConversationsTests {
    private func list(_ emulator: Emulator, _ query: String = "") throws -> TestResponse {
        try emulator.client().get("/\(usualNumber)/conversations\(query)")
    }

    @Test func `conversations are listed by their latest message, those without one last`() async throws {
        try await withEmulator { emulator in
            try emulator.connect(usualNumber)
            let contacts = try (0..<4).map { try emulator.createContact($0) }
            let silent = try contacts[0...1].map { JSONValue.string(try emulator.converse(with: $0)) }
            let spoken = try contacts[2...3].map { JSONValue.string(try emulator.hear(from: $0)) }
            #expect(try list(emulator).column("id") == [spoken[1], spoken[0], silent[1], silent[0]])
            try emulator.hear(from: contacts[2])
            #expect(try list(emulator).column("id") == [spoken[0], spoken[1], silent[1], silent[0]])
        }
    }

    @Test func `paging shows a thousand conversations once each while messages arrive`() async throws {
        try await withEmulator { emulator in
            try emulator.connect(usualNumber)
            let contacts = try (0..<1000).map { try emulator.createContact($0) }
            let ids = try contacts.map { try emulator.hear(from: $0) }
            var seen: [String] = []
            var cursor: String?
            var pages = 0
            repeat {
                let page = try list(emulator, "?limit=40" + (cursor.map { "&cursor=\($0)" } ?? ""))
                try #require(page.status == 200)
                seen += page.column("id").compactMap(\.string)
                cursor = page.json["next_cursor"]?.string
                #expect(page.json["has_more"] == .bool(cursor != nil))
                for step in 0..<25 { try emulator.hear(from: contacts[(pages * 131 + step * 37) % 1000]) }
                try emulator.hear(from: try emulator.createContact(2000 + pages))
                pages += 1
            } while cursor != nil && pages < 100
            #expect(pages == 25)
            #expect(seen == ids.reversed())
        }
    }

    @Test func `conversations are filtered by status and contact, not by updated_since`() async throws {
        try await withEmulator { emulator in
            try emulator.connect(usualNumber)
            let contacts = try (0..<3).map { try emulator.createContact($0) }
            let ids = try contacts.map { try emulator.hear(from: $0) }
            _ = try emulator.client().patch("/\(usualNumber)/conversations/\(ids[1])", ["status": "pending"])
            let rows: [(String, [Int])] = [
                ("?status=open", [2, 0]), ("?status=pending", [1]), ("?status=resolved", []),
                ("?contact_id=\(contacts[1])", [1]), ("?contact_id=\(contacts[1])&status=pending", [1]),
                ("?contact_id=\(contacts[1])&status=open", []), ("?contact_id=\(unknown("ctc"))", []),
                ("?updated_since=2026-06-05T00:00:00Z", [2, 1, 0]),
            ]
            for (query, places) in rows {
                #expect(try list(emulator, query).column("id") == places.map { .string(ids[$0]) }, "\(query)")
            }
        }
    }

    @Test(arguments: [
        ("status=closed", "invalid_field_value", "status"), ("status=", "invalid_field_value", "status"),
        ("contact_id=nonsense", "invalid_field_value", "contact_id"),
        ("contact_id=cnv_00000000000000000000000000", "invalid_field_value", "contact_id"),
        ("limit=0", "invalid_limit", "limit"), ("cursor=x", "invalid_cursor", "cursor"),
        ("cursor=x&contact_id=x&status=x", "invalid_field_value", "status"),
    ])
    func `an invalid filter of conversations is refused`(query: String, code: String, param: String) async throws {
        try await withEmulator { emulator in
            try emulator.connect(usualNumber)
            expect(try list(emulator, "?" + query), refuses: 400, code, param: param)
        }
    }

    @Test func `a cursor is valid only with its filters and its number`() async throws {
        try await withEmulator { emulator in
            try emulator.connect(usualNumber, otherNumber)
            for number in 0..<3 { try emulator.hear(from: try emulator.createContact(number)) }
            let cursor = try #require(try list(emulator, "?limit=1").json["next_cursor"]?.string)
            #expect(try list(emulator, "?limit=2&cursor=\(cursor)").data.array?.count == 2)
            expect(
                try list(emulator, "?status=open&cursor=\(cursor)"),
                refuses: 400,
                "invalid_cursor",
                param: "cursor"
            )
            let elsewhere = try emulator.client().get("/\(otherNumber)/conversations?cursor=\(cursor)")
            expect(elsewhere, refuses: 400, "invalid_cursor", param: "cursor")
        }
    }

    @Test func `a cursor stays valid in a world that was exported and imported`() async throws {
        try await withEmulator { emulator in
            try emulator.connect(usualNumber)
            let contacts = try (0..<6).map { try emulator.createContact($0) }
            let ids = try contacts.map { JSONValue.string(try emulator.hear(from: $0)) }
            let cursor = try #require(try list(emulator, "?limit=2").json["next_cursor"]?.string)
            try emulator.hear(from: contacts[1])
            let state = try emulator.control(usualKey).get("/__admin/state").json
            try emulator.hear(from: contacts[2])
            #expect(try emulator.control(usualKey).put("/__admin/state", state).status == 200)
            try emulator.hear(from: contacts[3])
            #expect(try list(emulator, "?limit=9&cursor=\(cursor)").column("id") == [ids[3], ids[2], ids[1], ids[0]])
            #expect(try list(emulator, "?limit=2").column("id") == [ids[3], ids[1]])
        }
    }
}
