import Documents
import Domain
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct AssignAccountTests {
    private static let number = "1111475158712095"

    private func seed(_ emulator: Emulator, key: String = usualKey) throws {
        try emulator.seed(
            WhatsAppAccount(
                phoneNumberID: Self.number,
                phoneNumber: "+62 857-2516-5424",
                name: "Toko",
                status: .connected
            ),
            key: key
        )
    }

    private func assign(to customer: String, key: String? = nil, _ emulator: Emulator) throws -> TestResponse {
        let path = "/api/accounts/\(Self.number)/assign"
        return try emulator.control(key).post(path, ["customer_id": .string(customer)])
    }

    private func unassign(key: String? = nil, _ emulator: Emulator) throws -> TestResponse {
        try emulator.control(key).post("/api/accounts/\(Self.number)/unassign")
    }

    // MARK: Assign

    @Test func `a number without an owner is assigned to a customer without an event`() async throws {
        try await withEmulator { emulator in
            try seed(emulator)
            let id = try emulator.createCustomer()
            let before = try emulator.customer(id)
            let events = try emulator.events().count
            emulator.clock.advance(by: .seconds(5))
            let answer = try assign(to: id, emulator)
            #expect(answer.status == 200)
            #expect(answer.json.object.map { Array($0.keys) } == ["data", "request_id"])
            #expect(
                answer.data == [
                    "object": "account", "phone_number_id": .string(Self.number),
                    "phone_number": "+62 857-2516-5424", "name": "Toko", "status": "connected",
                    "customer": ["id": .string(id), "name": "Acme Logistics"],
                ]
            )
            #expect(try emulator.client().get("/accounts?customer_id=\(id)").data == [answer.data])
            var expected = try #require(before.object)
            expected["whatsapp_accounts"] = [
                [
                    "phone_number_id": .string(Self.number), "phone_number": "+62 857-2516-5424", "name": "Toko",
                    "status": "connected", "onboarded_at": nil,
                ]
            ]
            #expect(try emulator.customer(id) == .object(expected))
            #expect(try emulator.events().count == events)
        }
    }

    @Test func `a number with an owner must be unassigned before it is assigned`() async throws {
        try await withEmulator { emulator in
            try seed(emulator)
            let first = try emulator.createCustomer()
            let second = try emulator.createCustomer()
            #expect(try assign(to: first, emulator).status == 200)
            expect(try assign(to: second, emulator), refuses: 409, "conflict")
            #expect(try emulator.client().get("/accounts").data[0]?["customer"]?["id"] == .string(first))
            #expect(try unassign(emulator).status == 200)
            #expect(try assign(to: second, emulator).data["customer"]?["id"] == .string(second))
        }
    }

    @Test func `a number cannot be assigned to an archived customer`() async throws {
        try await withEmulator { emulator in
            try seed(emulator)
            let id = try emulator.createCustomer(in: .archived)
            expect(try assign(to: id, emulator), refuses: 409, "conflict")
        }
    }

    @Test(arguments: [usualKey, nil] as [String?])
    func `the number and the customer of an assignment must exist`(key: String?) async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer()
            expect(try assign(to: id, key: key, emulator), refuses: 404, "resource_not_found")
            try seed(emulator)
            let unknown = try assign(to: "cus_335T08RM0EAKN9DTE6RD5RWP7B", key: key, emulator)
            expect(unknown, refuses: 404, "resource_not_found")
            let foreign = try emulator.createCustomer(key: otherKey)
            expect(try assign(to: foreign, key: key, emulator), refuses: 404, "resource_not_found")
        }
    }

    @Test(
        arguments: [
            ([:], "missing_required_field"), (["customer_id": nil], "missing_required_field"),
            (["customer_id": 5], "invalid_field_value"),
        ] as [(JSONValue, String)]
    )
    func `an assignment needs a customer_id`(body: JSONValue, code: String) async throws {
        try await withEmulator { emulator in
            try seed(emulator)
            let answer = try emulator.control(usualKey).post("/api/accounts/\(Self.number)/assign", body)
            expect(answer, refuses: 400, code, param: "customer_id")
        }
    }

    // MARK: Unassign

    @Test func `an unassigned number has no customer, and no event is sent`() async throws {
        try await withEmulator { emulator in
            try seed(emulator)
            let id = try emulator.createCustomer(in: .active)
            _ = try assign(to: id, emulator)
            let before = try emulator.customer(id)
            let events = try emulator.events().count
            emulator.clock.advance(by: .seconds(5))
            let answer = try unassign(emulator)
            #expect(answer.status == 200)
            #expect(answer.data["customer"] == .null)
            #expect(answer.data["phone_number_id"] == .string(Self.number))
            #expect(try emulator.client().get("/accounts").data == [answer.data])
            #expect(try emulator.client().get("/accounts?customer_id=\(id)").data == [])
            var expected = try #require(before.object)
            expected["whatsapp_accounts"] = []
            #expect(try emulator.customer(id) == .object(expected))
            #expect(expected["status"] == "active")
            #expect(try emulator.events().count == events)
            expect(try unassign(emulator), refuses: 409, "conflict")
        }
    }

    @Test(arguments: [usualKey, nil] as [String?])
    func `a number that does not exist cannot be unassigned`(key: String?) async throws {
        try await withEmulator { emulator in
            _ = try emulator.createCustomer()
            expect(try unassign(key: key, emulator), refuses: 404, "resource_not_found")
        }
    }

    @Test func `a number that two worlds have needs a key`() async throws {
        try await withEmulator { emulator in
            for key in [usualKey, otherKey] {
                try seed(emulator, key: key)
                // The customer's id alone selects the world.
                #expect(try assign(to: try emulator.createCustomer(key: key), emulator).status == 200)
            }
            expectProblem(try unassign(emulator), 409, "ambiguous_sandbox")
            #expect(try unassign(key: otherKey, emulator).status == 200)
            #expect(try unassign(emulator).status == 409)
            #expect(try emulator.client().get("/accounts").data[0]?["customer"] != .null)
            #expect(try emulator.client(otherKey).get("/accounts").data[0]?["customer"] == .null)
        }
    }

    // MARK: Both

    @Test func `assignments are journaled in their world`() async throws {
        try await withEmulator { emulator in
            try seed(emulator)
            _ = try assign(to: try emulator.createCustomer(), emulator)
            _ = try unassign(emulator)
            let rows = try emulator.control(usualKey).get("/__admin/requests").json["data"]?.array ?? []
            #expect(rows.column("operation") == ["createCustomer", "assignAccount", "unassignAccount"])
            #expect(rows.column("status") == [201, 200, 200])
        }
    }

    @Test(arguments: ["assign", "unassign"])
    func `a request from a foreign Origin is refused`(call: String) async throws {
        try await withEmulator { emulator in
            try seed(emulator)
            let path = "/api/accounts/\(Self.number)/\(call)?api_key=\(usualKey)"
            let answer = try emulator.control().post(path, [:], headers: ["Origin": "https://evil.test"])
            expectProblem(answer, 403, "forbidden_origin")
        }
    }
}
