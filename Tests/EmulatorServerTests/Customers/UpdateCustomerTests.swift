import Documents
import Domain
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct UpdateCustomerTests {
    private static let original: JSONValue = [
        "name": "Acme Logistics", "email": "admin@acme.io", "metadata": ["crm_id": "C-1234", "branch": "Jakarta"],
    ]

    @Test(
        arguments: [
            (["name": "New Name"], "name", "New Name"),
            (["name": "  New\n Name "], "name", "New Name"),
            (["email": "ops@acme.io"], "email", "ops@acme.io"),
            (["email": nil], "email", nil),
            (["metadata": ["crm_id": "C-9"]], "metadata", ["crm_id": "C-9"]),
            (["metadata": [:]], "metadata", [:]),
            (["metadata": nil], "metadata", nil),
        ] as [(JSONValue, String, JSONValue)]
    )
    func `a patch changes one field and no other`(patch: JSONValue, field: String, value: JSONValue) async throws {
        try await withEmulator { emulator in
            let created = try emulator.client().post("/customers", Self.original)
            let id = try #require(created.data["id"]?.string)
            emulator.clock.advance(by: .seconds(90))
            let updated = try emulator.client().patch("/customers/\(id)", patch)
            #expect(updated.status == 200)
            var expected = try #require(created.data.object)
            expected[field] = value
            expected["updated_at"] = "2026-06-04T10:01:30.000Z"
            #expect(updated.data == .object(expected))

            let read = try emulator.client().get("/customers/\(id)")
            expected["whatsapp_accounts"] = []
            #expect(read.data == .object(expected))
            let list = try emulator.client().get("/customers")
            #expect(list.data == [updated.data])
        }
    }

    @Test func `a patch can change several fields at once`() async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer(in: .active)
            let updated = try emulator.client().patch(
                "/customers/\(id)",
                ["name": "B", "email": "b@acme.io", "metadata": ["a": 1], "status": "suspended"]
            )
            #expect(updated.data["name"] == "B")
            #expect(updated.data["email"] == "b@acme.io")
            #expect(updated.data["metadata"] == ["a": 1])
            #expect(updated.data["status"] == "suspended")
            #expect(try emulator.events().map(\.type) == ["customer.created", "customer.updated"])
        }
    }

    @Test(
        arguments: [
            (["name": nil], "name"),
            (["name": ""], "name"),
            (["name": " \n"], "name"),
            (["name": 5], "name"),
            (["name": .string(String(repeating: "x", count: 201))], "name"),
            (["email": "nobody"], "email"),
            (["email": 5], "email"),
            (["metadata": "text"], "metadata"),
            (["metadata": []], "metadata"),
            (["status": nil], "status"),
            (["status": "deleted"], "status"),
            (["status": true], "status"),
            (["status": "deleted", "name": 5, "email": "nobody"], "name"),
            (["status": "active", "email": "nobody"], "email"),
            (["status": "active", "metadata": 1], "metadata"),
        ] as [(JSONValue, String)]
    )
    func `a patch with one bad field changes nothing`(bad: JSONValue, param: String) async throws {
        try await withEmulator { emulator in
            let created = try emulator.client().post("/customers", Self.original)
            let id = try #require(created.data["id"]?.string)
            var body = try #require(bad.object)
            for (field, value) in ["name": "Good", "email": "good@acme.io", "metadata": [:]] as JSONObject
            where !body.keys.contains(field) { body[field] = value }
            emulator.clock.advance(by: .seconds(1))
            expect(
                try emulator.client().patch("/customers/\(id)", .object(body)),
                refuses: 400,
                "invalid_field_value",
                param: param
            )
            let list = try emulator.client().get("/customers")
            #expect(list.data == [created.data])
            #expect(try emulator.events().count == 1)
        }
    }

    @Test(arguments: ["{}", "", #"{"team_id":"t1_000000000000"}"#, #"{"nonsense":1,"id":"x","object":"customer"}"#])
    func `a patch without a known field is refused`(body: String) async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer()
            let answer = try emulator.client().send(.PATCH, "/customers/\(id)", body: Array(body.utf8))
            expect(answer, refuses: 400, "invalid_request")
            #expect(answer.message == "Provide at least one of: name, email, metadata, status.")
        }
    }

    @Test func `a patch neither changes nor checks the team`() async throws {
        try await withEmulator { emulator in
            let created = try emulator.client().post("/customers", Self.original)
            let id = try #require(created.data["id"]?.string)
            let updated = try emulator.client().patch("/customers/\(id)", ["team_id": "nonsense", "name": "B"])
            #expect(updated.status == 200)
            #expect(updated.data["team_id"] == created.data["team_id"])
        }
    }

    // MARK: Status

    /// All sixteen changes of status with the HTTP status that the state machine leads to.
    static let transitions: [(CustomerStatus, CustomerStatus, Int)] = [
        (.pending, .pending, 200), (.pending, .active, 400), (.pending, .suspended, 400), (.pending, .archived, 400),
        (.active, .pending, 400), (.active, .active, 200), (.active, .suspended, 200), (.active, .archived, 400),
        (.suspended, .pending, 400), (.suspended, .active, 200), (.suspended, .suspended, 200),
        (.suspended, .archived, 400), (.archived, .pending, 400), (.archived, .active, 400),
        (.archived, .suspended, 400), (.archived, .archived, 409),
    ]

    @Test(arguments: transitions)
    func `a patch changes the status only as the state machine allows`(
        from: CustomerStatus,
        target: CustomerStatus,
        status: Int
    ) async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer(in: from)
            let answer = try emulator.client().patch("/customers/\(id)", ["status": .string(target.rawValue)])
            #expect(answer.status == status)
            switch status {
            case 200: #expect(answer.data["status"] == .string(target.rawValue))
            case 400: expect(answer, refuses: 400, "invalid_field_value", param: "status")
            default: expect(answer, refuses: 409, "conflict")
            }
            let read = try emulator.client().get("/customers/\(id)")
            #expect(read.data["status"] == .string(status == 200 ? target.rawValue : from.rawValue))
            let isChange = status == 200 && from != target
            #expect(try emulator.events().count == (isChange ? 2 : 1))
        }
    }

    // MARK: Patches without a difference

    @Test(
        arguments: [
            ["name": "Acme Logistics"], ["name": " Acme\nLogistics "], ["email": "admin@acme.io"],
            ["metadata": ["branch": "Jakarta", "crm_id": "C-1234"]], ["status": "pending"], original,
        ] as [JSONValue]
    )
    func `a patch with the stored values changes nothing and sends no event`(patch: JSONValue) async throws {
        try await withEmulator { emulator in
            let created = try emulator.client().post("/customers", Self.original)
            let id = try #require(created.data["id"]?.string)
            emulator.clock.advance(by: .seconds(60))
            let answer = try emulator.client().patch("/customers/\(id)", patch)
            #expect(answer.status == 200)
            #expect(answer.data == created.data)
            #expect(try emulator.events().map(\.type) == ["customer.created"])
        }
    }

    // MARK: Archived

    @Test func `an archived customer cannot be changed`() async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer()
            let archived = try emulator.client().delete("/customers/\(id)")
            let answer = try emulator.client().patch("/customers/\(id)", ["name": "B"])
            expect(answer, refuses: 409, "conflict")
            #expect(answer.message == "The customer is archived.")
            let list = try emulator.client().get("/customers?status=archived")
            #expect(list.data == [archived.data])
        }
    }

    @Test(
        arguments: [
            (["name": ""], "invalid_field_value", "name"), (["email": "nobody"], "invalid_field_value", "email"),
            (["status": "active"], "invalid_field_value", "status"), ([:], "invalid_request", nil),
        ] as [(JSONValue, String, String?)]
    )
    func `fields are checked before the customer's state`(patch: JSONValue, code: String, param: String?) async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer(in: .archived)
            expect(try emulator.client().patch("/customers/\(id)", patch), refuses: 400, code, param: param)
        }
    }
}
