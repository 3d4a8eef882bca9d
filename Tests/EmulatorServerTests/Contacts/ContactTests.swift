import Documents
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct ContactTests {
    private static let full: JSONValue = [
        "phone_number": "+628111111111", "name": "Sample Contact", "email": "hello@example.com",
        "metadata": ["source": "import", "n": [1, nil]],
    ]

    private func path(_ id: String = "") -> String { "/\(usualNumber)/contacts" + (id.isEmpty ? "" : "/\(id)") }

    @Test func `a new contact shows the fields that were sent and its account`() async throws {
        try await withEmulator { emulator in
            try emulator.connect(usualNumber)
            let created = try emulator.client().post(path(), Self.full)
            #expect(created.status == 201)
            var expected = try #require(Self.full.object)
            expected["id"] = created.data["id"]
            expected["object"] = "contact"
            expected["username"] = .null
            expected["bsuid"] = created.data["bsuid"]
            #expect(created.data["bsuid"]?.string?.hasPrefix("ID.") == true)
            expected["whatsapp_account"] = [
                "phone_number": "+62 857-2516-5424", "phone_number_id": .string(usualNumber), "customer": nil,
            ]
            expected["created_at"] = "2026-06-04T10:00:00.000Z"
            expected["updated_at"] = "2026-06-04T10:00:00.000Z"
            #expect(created.data == .object(expected))
            let id = try #require(created.data["id"]?.string)
            #expect(try emulator.client().get(path(id)).data == created.data)
            #expect(try emulator.client().get(path()).data == [created.data])
        }
    }

    @Test func `a contact may be null in everything except the phone number`() async throws {
        try await withEmulator { emulator in
            try emulator.connect(usualNumber)
            let body: JSONValue = ["phone_number": "+628111111111", "name": nil, "email": nil, "metadata": nil]
            let created = try emulator.client().post(path(), body)
            #expect(created.status == 201)
            for field in ["name", "email", "metadata"] { #expect(created.data[field] == .null) }
        }
    }

    @Test(
        arguments: [
            ([:], "missing_required_field", "phone_number"),
            (["phone_number": nil], "missing_required_field", "phone_number"),
            (["phone_number": "628111111111"], "invalid_phone_number", "phone_number"),
            (["phone_number": "+0811111111"], "invalid_phone_number", "phone_number"),
            (["phone_number": "+62 811"], "invalid_phone_number", "phone_number"),
            (["phone_number": "+628111111111", "name": 5], "invalid_field_value", "name"),
            (
                ["phone_number": "+628111111111", "name": .string(String(repeating: "x", count: 256))],
                "invalid_field_value", "name"
            ),
            (["phone_number": "+628111111111", "email": "nobody"], "invalid_field_value", "email"),
            (["phone_number": "+628111111111", "metadata": []], "invalid_field_value", "metadata"),
            (
                ["metadata": 1, "email": 1, "name": 1, "phone_number": "1"], "invalid_phone_number", "phone_number"
            ),
        ] as [(JSONValue, String, String)]
    )
    func `an invalid contact is refused`(body: JSONValue, code: String, param: String) async throws {
        try await withEmulator { emulator in
            try emulator.connect(usualNumber)
            expect(try emulator.client().post(path(), body), refuses: 400, code, param: param)
            #expect(try emulator.events().isEmpty)
        }
    }

    @Test func `a phone number can be a contact of an account only once`() async throws {
        try await withEmulator { emulator in
            try emulator.connect(usualNumber, otherNumber)
            _ = try emulator.createContact(Self.full)
            let again = try emulator.client().post(path(), ["phone_number": "+628111111111"])
            expect(again, refuses: 409, "conflict", param: "phone_number")
            #expect(again.message == "A contact with this phone number exists.")
            _ = try emulator.createContact(Self.full, on: otherNumber)
            #expect(try emulator.eventTypes() == ["contact.created", "contact.created"])
        }
    }

    // MARK: Changes

    @Test(
        arguments: [
            (["name": "Other"], "name", "Other"), (["name": nil], "name", nil),
            (["email": "a@example.com"], "email", "a@example.com"), (["email": nil], "email", nil),
            (["metadata": ["a": 1]], "metadata", ["a": 1]), (["metadata": nil], "metadata", nil),
        ] as [(JSONValue, String, JSONValue)]
    )
    func `a patch changes one field and reports which`(patch: JSONValue, field: String, value: JSONValue) async throws {
        try await withEmulator { emulator in
            try emulator.connect(usualNumber)
            let created = try emulator.client().post(path(), Self.full)
            let id = try #require(created.data["id"]?.string)
            emulator.clock.advance(by: .seconds(90))
            let updated = try emulator.client().patch(path(id), patch)
            #expect(updated.status == 200)
            var expected = try #require(created.data.object)
            expected[field] = value
            expected["updated_at"] = "2026-06-04T10:01:30.000Z"
            #expect(updated.data == .object(expected))
            #expect(try emulator.client().get(path(id)).data == updated.data)
            let event = try #require(try emulator.events().last).json
            #expect(event["type"] == "contact.updated")
            #expect(event["data"] == ["contact": updated.data, "changed_fields": [.string(field)]])
        }
    }

    @Test(
        arguments: [
            ([:], "invalid_request", nil), (["phone_number": "+628111111112"], "invalid_request", nil),
            (["name": 5], "invalid_field_value", "name"), (["email": "nobody"], "invalid_field_value", "email"),
            (["metadata": "x"], "invalid_field_value", "metadata"),
            (["metadata": "x", "email": "x", "name": "A"], "invalid_field_value", "email"),
        ] as [(JSONValue, String, String?)]
    )
    func `an invalid patch is refused as a whole`(patch: JSONValue, code: String, param: String?) async throws {
        try await withEmulator { emulator in
            try emulator.connect(usualNumber)
            let id = try emulator.createContact(Self.full)
            let before = try emulator.client().get(path(id)).data
            expect(try emulator.client().patch(path(id), patch), refuses: 400, code, param: param)
            #expect(try emulator.client().get(path(id)).data == before)
            #expect(try emulator.eventTypes() == ["contact.created"])
        }
    }

    @Test(
        arguments: [
            full, ["name": "Sample Contact"], ["metadata": ["n": [1, nil], "source": "import"]],
            ["name": "Sample Contact", "phone_number": "+628111111112"],
        ] as [JSONValue]
    )
    func `a patch with the stored values changes nothing and sends no event`(patch: JSONValue) async throws {
        try await withEmulator { emulator in
            try emulator.connect(usualNumber)
            let id = try emulator.createContact(Self.full)
            let before = try emulator.client().get(path(id)).data
            emulator.clock.advance(by: .seconds(60))
            let answer = try emulator.client().patch(path(id), patch)
            #expect(answer.status == 200)
            #expect(answer.data == before)
            #expect(try emulator.eventTypes() == ["contact.created"])
        }
    }

    // MARK: Deleting

    @Test func `deleting a contact sends no event and keeps its conversation`() async throws {
        try await withEmulator { emulator in
            try emulator.connect(usualNumber)
            let id = try emulator.createContact(Self.full)
            let bsuid = try emulator.bsuid()
            let conversation = try emulator.hear(from: id)
            let events = try emulator.events().count
            let deleted = try emulator.client().delete(path(id))
            #expect(deleted.status == 200)
            #expect(deleted.data == ["id": .string(id), "object": "contact", "deleted": true])
            #expect(try emulator.events().count == events)
            expect(try emulator.client().get(path(id)), refuses: 404, "resource_not_found")
            expect(try emulator.client().delete(path(id)), refuses: 404, "resource_not_found")
            #expect(try emulator.client().get(path()).data == [])
            let orphan: JSONValue = [
                "id": .string(id), "phone_number": "+628111111111", "bsuid": bsuid, "username": nil, "name": nil,
            ]
            let shown = try emulator.client().get("/\(usualNumber)/conversations/\(conversation)")
            #expect(shown.data["contact"] == orphan)
            let second = try emulator.createContact(Self.full)
            let continued = try emulator.client().get("/\(usualNumber)/conversations?contact_id=\(second)")
            #expect(continued.column("id") == [.string(conversation)])
        }
    }

    // MARK: The customer of the number

    @Test func `a contact and its conversation show the current customer of the number`() async throws {
        try await withEmulator { emulator in
            try emulator.connect(usualNumber)
            let id = try emulator.createContact(Self.full)
            let conversation = "/\(usualNumber)/conversations/\(try emulator.hear(from: id))"
            func owners() throws -> [JSONValue?] {
                try [path(id), conversation].map {
                    try emulator.client().get($0).data["whatsapp_account"]?["customer"]
                }
            }
            #expect(try owners() == [.null, .null])
            let customer = try emulator.assignNumber()
            #expect(
                try owners() == [
                    ["id": .string(customer), "name": "Acme Logistics"],
                    ["id": .string(customer), "name": "Acme Logistics"],
                ]
            )
            _ = try emulator.client().patch("/customers/\(customer)", ["name": "Acme"])
            _ = try emulator.client().delete("/customers/\(customer)")
            #expect(try owners().map { $0?["name"] } == ["Acme", "Acme"])
            _ = try emulator.control(usualKey).post("/api/accounts/\(usualNumber)/unassign")
            #expect(try owners() == [.null, .null])
        }
    }

    // MARK: Not found

    @Test(arguments: ["nonsense", "ctc_short", unknown("ctc"), unknown("cnv")])
    func `a contact that does not exist is not found`(id: String) async throws {
        try await withEmulator { emulator in
            try emulator.connect(usualNumber)
            let client = emulator.client()
            let answers = [
                try client.get(path(id)), try client.patch(path(id), [:]), try client.delete(path(id)),
                try client.post(path(id) + "/labels", [:]), try client.delete(path(id) + "/labels/" + unknown("lbl")),
            ]
            for answer in answers { expect(answer, refuses: 404, "resource_not_found") }
        }
    }

    @Test(arguments: ["12345", "x", "999999999999999"])
    func `contacts and conversations of an unknown number are not found`(number: String) async throws {
        try await withEmulator { emulator in
            let client = emulator.client()
            let answers = [
                try client.get("/\(number)/contacts?limit=0"), try client.post("/\(number)/contacts", [:]),
                try client.get("/\(number)/contacts/\(unknown("ctc"))"),
                try client.post("/\(number)/contacts/bulk_label", [:]),
                try client.get("/\(number)/conversations?limit=0"),
                try client.get("/\(number)/conversations/\(unknown("cnv"))"),
            ]
            for answer in answers { expect(answer, refuses: 404, "resource_not_found") }
        }
    }

    @Test func `a contact of another number or organization is not found`() async throws {
        try await withEmulator { emulator in
            try emulator.connect(usualNumber, otherNumber)
            try emulator.connect(usualNumber, key: otherKey)
            let elsewhere = try emulator.createContact(on: otherNumber)
            let foreign = try emulator.createContact(key: otherKey)
            for id in [elsewhere, foreign] {
                expect(try emulator.client().get(path(id)), refuses: 404, "resource_not_found")
                expect(try emulator.client().delete(path(id)), refuses: 404, "resource_not_found")
            }
            #expect(try emulator.client().get("/\(otherNumber)/contacts/\(elsewhere)").status == 200)
            #expect(try emulator.client().get(path()).data == [])
        }
    }
}
