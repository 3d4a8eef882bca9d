import Documents
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct ListContactsTests {
    private func list(_ emulator: Emulator, _ query: String) throws -> TestResponse {
        try emulator.client().get("/\(usualNumber)/contacts\(query)")
    }

    @Test func `contacts are paged newest first, even when some are added or deleted meanwhile`() async throws {
        try await withEmulator { emulator in
            try emulator.connect(usualNumber)
            let ids = try (0..<5).map { JSONValue.string(try emulator.createContact($0)) }
            let first = try list(emulator, "?limit=3")
            #expect(first.column("id") == Array(ids[2...4].reversed()))
            _ = try emulator.createContact(9)
            _ = try emulator.client().delete("/\(usualNumber)/contacts/\(ids[2].string ?? "")")
            let cursor = try #require(first.json["next_cursor"]?.string)
            let last = try list(emulator, "?limit=3&cursor=\(cursor)")
            #expect(last.column("id") == [ids[1], ids[0]])
            #expect(last.json["has_more"] == false)
            #expect(last.json["next_cursor"] == .null)
        }
    }

    @Test func `a page of contacts has as many rows as the limit, 25 by default`() async throws {
        try await withEmulator { emulator in
            try emulator.connect(usualNumber)
            for number in 0..<30 { _ = try emulator.createContact(number) }
            #expect(try list(emulator, "").data.array?.count == 25)
            #expect(try list(emulator, "?limit=30").json["has_more"] == false)
            #expect(try list(emulator, "?limit=29").json["has_more"] == true)
        }
    }

    @Test(arguments: [
        ("phone=%2B6281110010001", [1]), ("phone=%2B6281110010099", []), ("search=ada", [2]), ("search=ADA", [2]),
        ("search=example.com", [2, 1]), ("search=l", [2, 1]), ("search=nothing", []), ("search=%2B62", []),
        ("phone=%2B6281110010001&search=bob", [1]), ("phone=%2B6281110010001&search=ada", []),
        ("search=%C3%9F", [3]), ("search=GR%C3%96", [3]),
    ])
    func `contacts are found by phone number, name and email address`(query: String, places: [Int]) async throws {
        try await withEmulator { emulator in
            try emulator.connect(usualNumber, otherNumber)
            let rows: [JSONValue] = [
                ["phone_number": "+6281110010000"],
                ["phone_number": "+6281110010001", "name": "Bob", "email": "bob@example.com"],
                ["phone_number": "+6281110010002", "name": "Ada", "email": "L@Example.com"],
                ["phone_number": "+6281110010003", "name": "Größe"],
            ]
            let ids = try rows.map { try emulator.createContact($0) }
            for row in rows { _ = try emulator.createContact(row, on: otherNumber) }
            #expect(try list(emulator, "?" + query).column("id") == places.map { .string(ids[$0]) })
        }
    }

    @Test func `a search has pages, and another search refuses their cursor`() async throws {
        try await withEmulator { emulator in
            try emulator.connect(usualNumber)
            var wanted: [JSONValue] = []
            for number in 0..<12 {
                let name = number.isMultiple(of: 2) ? "Even" : "Odd"
                let body: JSONValue = [
                    "phone_number": .string("+6281110\(20_000 + number)"), "name": .string("\(name) \(number)"),
                ]
                let id = try emulator.createContact(body)
                if number.isMultiple(of: 2) { wanted.append(.string(id)) }
            }
            let first = try list(emulator, "?search=even&limit=4")
            let cursor = try #require(first.json["next_cursor"]?.string)
            let last = try list(emulator, "?search=even&limit=4&cursor=\(cursor)")
            #expect(first.column("id") + last.column("id") == wanted.reversed())
            expect(
                try list(emulator, "?search=odd&cursor=\(cursor)"),
                refuses: 400,
                "invalid_cursor",
                param: "cursor"
            )
        }
    }

    @Test(arguments: [
        ("phone=628111111111", "invalid_phone_number", "phone"), ("phone=", "invalid_phone_number", "phone"),
        ("search=", "invalid_field_value", "search"), ("limit=0", "invalid_limit", "limit"),
        ("limit=101", "invalid_limit", "limit"), ("cursor=x", "invalid_cursor", "cursor"),
        ("cursor=x&search=", "invalid_field_value", "search"), ("search=&phone=1", "invalid_phone_number", "phone"),
    ])
    func `an invalid filter of contacts is refused`(query: String, code: String, param: String) async throws {
        try await withEmulator { emulator in
            try emulator.connect(usualNumber)
            expect(try list(emulator, "?" + query), refuses: 400, code, param: param)
        }
    }

    @Test func `a search text has at most 200 characters`() async throws {
        try await withEmulator { emulator in
            try emulator.connect(usualNumber)
            let long = String(repeating: "x", count: 200)
            #expect(try list(emulator, "?search=\(long)").status == 200)
            expect(try list(emulator, "?search=\(long)x"), refuses: 400, "invalid_field_value", param: "search")
        }
    }
}
