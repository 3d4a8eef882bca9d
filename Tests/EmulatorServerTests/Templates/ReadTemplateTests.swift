import Documents
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct ReadTemplateTests {
    /// Four templates, the oldest first: a pending one, an approved, a rejected, and the first in English.
    private func seed(_ emulator: Emulator) throws {
        try emulator.seedNumber()
        for (name, language) in [("a", "id"), ("b", "id"), ("c", "id"), ("a", "en_US")] {
            try emulator.createTemplate(name, language)
        }
        try emulator.decide("approved", on: "b")
        try emulator.decide("rejected", on: "c")
    }

    @Test(
        arguments: [
            ("", ["a", "c", "b", "a"]), ("?status=all", ["a", "c", "b", "a"]), ("?status=pending", ["a", "a"]),
            ("?status=approved", ["b"]), ("?status=rejected", ["c"]), ("?language=id", ["c", "b", "a"]),
            ("?language=en_US", ["a"]), ("?language=fr", []), ("?status=pending&language=id", ["a"]),
            ("?status=approved&language=en_US", []), ("?status=all&language=id", ["c", "b", "a"]),
        ] as [(String, [JSONValue])]
    )
    func `templates are filtered by status and language, newest first`(query: String, names: [JSONValue]) async throws {
        try await withEmulator { emulator in
            try seed(emulator)
            let list = try emulator.client().get(Emulator.templates + query)
            #expect(list.status == 200)
            #expect(list.column("name") == names)
            #expect(list.json["has_more"] == false)
        }
    }

    @Test(
        arguments: [
            ("status=APPROVED", "invalid_field_value", "status"), ("status=", "invalid_field_value", "status"),
            ("status=paused", "invalid_field_value", "status"), ("limit=0", "invalid_limit", "limit"),
            ("limit=200", "invalid_limit", "limit"), ("cursor=nonsense", "invalid_cursor", "cursor"),
        ]
    )
    func `an invalid filter of templates is refused`(query: String, code: String, param: String) async throws {
        try await withEmulator { emulator in
            try seed(emulator)
            let list = try emulator.client().get(Emulator.templates + "?" + query)
            expect(list, refuses: 400, code, param: param)
        }
    }

    @Test func `paging neither repeats nor skips templates, and a cursor belongs to its filter`() async throws {
        try await withEmulator { emulator in
            try emulator.seedNumber()
            for number in 1...5 { try emulator.createTemplate("t\(number)") }
            let client = emulator.client()
            let first = try client.get(Emulator.templates + "?limit=2&status=pending")
            #expect(first.column("name") == ["t5", "t4"])
            let cursor = try #require(first.json["next_cursor"]?.string)
            try emulator.createTemplate("t6")
            try emulator.decide("approved", on: "t3")
            let second = try client.get(Emulator.templates + "?limit=2&status=pending&cursor=\(cursor)")
            #expect(second.column("name") == ["t2", "t1"])
            #expect(second.json["has_more"] == false)
            #expect(second.json["next_cursor"] == .null)
            let other = try client.get(Emulator.templates + "?limit=2&cursor=\(cursor)")
            expect(other, refuses: 400, "invalid_cursor", param: "cursor")
        }
    }

    @Test func `a template is read in the language asked for, else the approved, else the newest`() async throws {
        try await withEmulator { emulator in
            try seed(emulator)
            let client = emulator.client()
            #expect(try client.get(Emulator.templates + "/a").data["language"] == "en_US")
            #expect(try client.get(Emulator.templates + "/a?language=id").data["language"] == "id")
            let answer = try emulator.control(usualKey).post(
                "/__admin/simulate/template_status",
                ["phone_number_id": .string(Emulator.number), "name": "a", "language": "id", "status": "approved"]
            )
            #expect(answer.status == 200)
            #expect(try client.get(Emulator.templates + "/a").data["language"] == "id")
        }
    }

    @Test func `a template name may be percent-encoded`() async throws {
        try await withEmulator { emulator in
            try emulator.seedNumber()
            try emulator.createTemplate("parcel_update")
            let answer = try emulator.client().get(Emulator.templates + "/parcel%5Fup%64ate")
            #expect(answer.data["name"] == "parcel_update")
        }
    }

    @Test func `a template called sync is listed, but cannot be read by its name`() async throws {
        try await withEmulator { emulator in
            try emulator.seedNumber()
            try emulator.createTemplate("sync")
            #expect(try emulator.client().get(Emulator.templates).column("name") == ["sync"])
            expect(try emulator.client().get(Emulator.templates + "/sync"), refuses: 405, "method_not_allowed")
        }
    }

    @Test(arguments: ["/z", "/A", "/a?language=fr", "/%20", "/a?language="])
    func `a template that does not exist is not found`(path: String) async throws {
        try await withEmulator { emulator in
            try seed(emulator)
            expect(try emulator.client().get(Emulator.templates + path), refuses: 404, "resource_not_found")
        }
    }
}
