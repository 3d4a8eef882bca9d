import Documents
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct CreateCustomerTests {
    @Test func `a new customer is pending and is read as it was created`() async throws {
        try await withEmulator { emulator in
            let client = emulator.client()
            let created = try client.post(
                "/customers",
                [
                    "name": "Acme Logistics", "email": "admin@acme.io",
                    "metadata": ["crm_id": "C-1234", "branch": "Jakarta"],
                ]
            )
            #expect(created.status == 201)
            #expect(created.data["status"] == "pending")
            #expect(created.data["object"] == "customer")
            #expect(created.data["archived_at"] == .null)
            #expect(created.data["created_at"] == "2026-06-04T10:00:00.000Z")
            #expect(created.data["updated_at"] == created.data["created_at"])
            let id = try #require(created.data["id"]?.string)
            #expect(id.wholeMatch(of: /cus_[0-9A-HJKMNP-TV-Z]{26}/) != nil)

            let read = try client.get("/customers/\(id)")
            var expected = try #require(created.data.object)
            expected["whatsapp_accounts"] = []
            #expect(read.data == .object(expected))
        }
    }

    @Test func `the request id is in the body and in the header`() async throws {
        try await withEmulator { emulator in
            let answer = try emulator.client().post("/customers", ["name": "A"])
            let id = try #require(answer.requestID)
            #expect(id.wholeMatch(of: /req_[0-9A-HJKMNP-TV-Z]{26}/) != nil)
            #expect(answer.headers["X-Request-Id"] == [id])
        }
    }

    @Test func `the keys of a customer are in the order of the contract`() async throws {
        try await withEmulator { emulator in
            let answer = try emulator.client().post("/customers", ["name": "A"])
            #expect(
                answer.data.object.map { Array($0.keys) } == [
                    "id", "object", "name", "email", "status", "metadata", "archived_at", "team_id", "created_at",
                    "updated_at",
                ]
            )
        }
    }

    @Test(arguments: [
        ("Acme\n\n  Logistics", "Acme Logistics"), ("  Acme\t", "Acme"), ("A\u{7}B", "AB"),
        ("\u{2003}A\u{a0}\n B", "A B"),
    ])
    func `a name is put on one line without surplus white space`(sent: String, stored: String) async throws {
        try await withEmulator { emulator in
            let answer = try emulator.client().post("/customers", ["name": .string(sent)])
            #expect(answer.data["name"] == .string(stored))
        }
    }

    @Test func `the length of a name is counted in characters after cleaning`() async throws {
        try await withEmulator { emulator in
            let client = emulator.client()
            let padded = "  " + String(repeating: "é", count: 200) + "\n"
            #expect(try client.post("/customers", ["name": .string(padded)]).status == 201)
            let long = try client.post("/customers", ["name": .string(String(repeating: "x", count: 201))])
            #expect(long.status == 400)
            #expect(long.code == "invalid_field_value")
            #expect(long.param == "name")
        }
    }

    @Test(
        arguments: [
            (JSONValue.object([:]), "missing_required_field", "name"),
            (["name": nil], "missing_required_field", "name"),
            (["name": 5], "invalid_field_value", "name"),
            (["name": " \n "], "invalid_field_value", "name"),
            (["name": "A", "email": "nobody"], "invalid_field_value", "email"),
            (["name": "A", "email": 7], "invalid_field_value", "email"),
            (["name": "A", "metadata": []], "invalid_field_value", "metadata"),
            (["name": 5, "email": "nobody"], "invalid_field_value", "name"),
            (["email": "nobody", "metadata": 1], "missing_required_field", "name"),
            (["team_id": "t1_000000000000", "name": 5], "invalid_field_value", "team_id"),
            (["team_id": 5, "name": 5], "invalid_field_value", "team_id"),
        ] as [(JSONValue, String, String)]
    )
    func `a refusal names the first invalid field`(body: JSONValue, code: String, param: String) async throws {
        try await withEmulator { emulator in
            let answer = try emulator.client().post("/customers", body)
            #expect(answer.status == 400)
            #expect(answer.code == code)
            #expect(answer.param == param)
        }
    }

    @Test func `null counts as absent for optional fields`() async throws {
        try await withEmulator { emulator in
            let answer = try emulator.client().post(
                "/customers",
                ["name": "A", "email": nil, "metadata": nil, "team_id": nil, "nonsense": 1]
            )
            #expect(answer.status == 201)
            #expect(answer.data["email"] == .null)
            #expect(answer.data["metadata"] == .null)
        }
    }

    @Test(arguments: [(64, 201), (65, 400)])
    func `metadata has at most 64 keys`(count: Int, status: Int) async throws {
        try await withEmulator { emulator in
            let metadata = JSONValue.object(.init(uniqueKeysWithValues: (0..<count).map { ("k\($0)", .integer($0)) }))
            let answer = try emulator.client().post("/customers", ["name": "A", "metadata": metadata])
            #expect(answer.status == status)
        }
    }

    @Test(arguments: [(16_384, 201), (16_385, 400)])
    func `metadata has at most 16 KB`(size: Int, status: Int) async throws {
        try await withEmulator { emulator in
            let text = String(repeating: "x", count: size - #"{"k":""}"#.utf8.count)
            let answer = try emulator.client().post("/customers", ["name": "A", "metadata": ["k": .string(text)]])
            #expect(answer.status == status)
            #expect(answer.param == (status == 400 ? "metadata" : nil))
        }
    }

    @Test(
        arguments: [
            (0, nil, 400, "invalid_field_value"), (0, "t1_zzzzzzzzzzzz", 400, "invalid_field_value"),
            (1, nil, 201, nil), (1, "t1_zzzzzzzzzzzz", 400, "invalid_field_value"),
            (2, nil, 400, "missing_required_field"), (2, "t1_zzzzzzzzzzzz", 400, "invalid_field_value"),
        ] as [(Int, String?, Int, String?)]
    )
    func `team_id is optional only when there is exactly one team`(
        teams: Int,
        asked: String?,
        status: Int,
        code: String?
    ) async throws {
        try await withEmulator { emulator in
            let rows = (0..<teams).map { JSONValue.object(["name": .string("Team \($0)")]) }
            _ = try emulator.control("kdv_test_a").patch("/__admin/organization", ["teams": .array(rows)])
            var body: JSONValue = ["name": "A"]
            if let asked { body = ["name": "A", "team_id": .string(asked)] }
            let answer = try emulator.client().post("/customers", body)
            #expect(answer.status == status)
            #expect(answer.code == code)
            if status == 400 { #expect(answer.param == "team_id") }
        }
    }

    @Test func `a customer can be created in each of several teams`() async throws {
        try await withEmulator { emulator in
            let control = emulator.control("kdv_test_a")
            let settings = try control.patch("/__admin/organization", ["teams": [["name": "East"], ["name": "West"]]])
            for team in try #require(settings.json["teams"]?.array) {
                let id = try #require(team["id"])
                let answer = try emulator.client().post("/customers", ["name": "A", "team_id": id])
                #expect(answer.data["team_id"] == id)
            }
        }
    }

    @Test func `customers may share a name and an email`() async throws {
        try await withEmulator { emulator in
            let client = emulator.client()
            let body: JSONValue = ["name": "Twin", "email": "twin@acme.io"]
            let first = try client.post("/customers", body)
            let second = try client.post("/customers", body)
            #expect(second.status == 201)
            #expect(first.data["id"] != second.data["id"])
        }
    }
}
