import Documents
import Domain
import EmulatorTesting
import HTTPServing
import NIOHTTP1
import OrderedCollections
import Testing

/// The calls of the dashboard that do the same as operations of the API.
@Suite struct DashboardCustomerTests {
    private static let path = "/api/customers"

    private func create(_ body: JSONValue, key: String? = nil, _ emulator: Emulator) throws -> TestResponse {
        try emulator.control(key).post(Self.path, body)
    }

    // MARK: Create

    @Test func `a customer that is created in the dashboard is the same as one of the API`() async throws {
        try await withEmulator { emulator in
            let body: JSONValue = ["name": " Acme\n Logistics ", "email": "a@acme.io", "metadata": ["k": [1]]]
            let answer = try create(body, key: usualKey, emulator)
            #expect(answer.status == 201)
            #expect(answer.json.object.map { Array($0.keys) } == ["data", "request_id"])
            #expect(answer.data["name"] == "Acme Logistics")
            #expect(answer.data["status"] == "pending")
            let id = try #require(answer.data["id"]?.string)
            var shown = try #require(try emulator.customer(id).object)
            #expect(shown.removeValue(forKey: "whatsapp_accounts") == [])
            #expect(answer.data == .object(shown))
            let event = try #require(try emulator.events().last)
            #expect(event.type == "customer.created")
            #expect(event.json["data"]?["customer"] == answer.data)
        }
    }

    @Test func `without a key, a new customer goes to the only sandbox`() async throws {
        try await withEmulator { emulator in
            expectProblem(try create(["name": "A"], emulator), 400, "sandbox_required")
            _ = try emulator.createCustomer()
            let answer = try create(["name": "B"], emulator)
            #expect(answer.status == 201)
            #expect(try emulator.client().get("/customers").column("name") == ["B", "Acme Logistics"])
            _ = try emulator.createCustomer(key: otherKey)
            let refused = try create(["name": "C"], emulator)
            expectProblem(refused, 400, "sandbox_required")
            #expect(refused.json["detail"]?.string?.hasPrefix("There are 2 sandboxes") == true)
            #expect(try emulator.control().post(Self.path + "?api_key=\(otherKey)", ["name": "C"]).status == 201)
            #expect(try emulator.client(otherKey).get("/customers").data[0]?["name"] == "C")
        }
    }

    @Test(
        arguments: [
            ([:], "missing_required_field", "name"), (["name": "  "], "invalid_field_value", "name"),
            (["name": "A", "email": "no"], "invalid_field_value", "email"),
            (["name": "A", "metadata": [1]], "invalid_field_value", "metadata"),
            (["name": "A", "team_id": "t1_none"], "invalid_field_value", "team_id"),
        ] as [(JSONValue, String, String)]
    )
    func `a new customer with a mistake is refused with its field`(
        body: JSONValue,
        code: String,
        field: String
    ) async throws {
        try await withEmulator { emulator in
            let answer = try create(body, key: usualKey, emulator)
            expect(answer, refuses: 400, code, param: field)
            let direct = try emulator.client().post("/customers", body)
            #expect(direct.message == answer.message)
            #expect(try emulator.events().isEmpty)
        }
    }

    @Test func `the dashboard works under any plan and subscription`() async throws {
        try await withEmulator { emulator in
            try emulator.configure(["plan": "starter", "subscription": "inactive"])
            #expect(try create(["name": "A"], key: usualKey, emulator).status == 201)
        }
    }

    // MARK: Change and archive

    @Test func `a customer is changed, suspended and resumed in the dashboard`() async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer(in: .active)
            let path = "\(Self.path)/\(id)"
            let changed = try emulator.control().patch(path, ["name": "New", "email": nil, "metadata": ["a": 1]])
            #expect(changed.status == 200)
            #expect(changed.data["name"] == "New")
            #expect(changed.data["metadata"] == ["a": 1])
            for status in ["suspended", "active"] {
                let answer = try emulator.control().patch(path, ["status": .string(status)])
                #expect(answer.data["status"] == .string(status))
                #expect(try emulator.customer(id)["status"] == .string(status))
            }
            #expect(try emulator.events().map(\.type).suffix(3) == Array(repeating: "customer.updated", count: 3))
            let none = try emulator.control().patch(path, [:])
            expect(none, refuses: 400, "invalid_request")
            let refused = try emulator.control().patch(path, ["status": "archived"])
            expect(refused, refuses: 400, "invalid_field_value", param: "status")
        }
    }

    @Test func `a customer is archived in the dashboard once`() async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer()
            let answer = try emulator.control().delete("\(Self.path)/\(id)")
            #expect(answer.status == 200)
            #expect(answer.data["status"] == "archived")
            #expect(try emulator.events().last?.type == "customer.archived")
            expect(try emulator.control().delete("\(Self.path)/\(id)"), refuses: 409, "conflict")
            let refused = try emulator.control().patch("\(Self.path)/\(id)", ["name": "New"])
            expect(refused, refuses: 409, "conflict")
        }
    }

    // MARK: Setup links

    @Test func `a setup link that is created in the dashboard works, and its address is shown once`() async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer()
            let body: JSONValue = ["expires_in_hours": 2, "success_redirect_url": "https://p.example/done"]
            let answer = try emulator.control().post("\(Self.path)/\(id)/setup_links", body)
            #expect(answer.status == 201)
            #expect(answer.data["expires_at"] == Emulator.instant(7200))
            #expect(answer.data["success_redirect_url"] == "https://p.example/done")
            let url = try #require(answer.data["setup_url"]?.string)
            #expect(url.hasPrefix("http://localhost:8080/onboard/csl_"))
            #expect(try emulator.resolve(String(try #require(url.split(separator: "/").last))).status == 200)
            #expect(try emulator.events().last?.type == "customer.setup_link.created")
            let listed = try emulator.client().get("/customers/\(id)/setup_links").data[0]
            #expect(listed?["id"] == answer.data["id"])
            #expect(listed?["setup_url"] == nil)
            #expect(try emulator.control().post("\(Self.path)/\(id)/setup_links").status == 201)
        }
    }

    @Test(
        arguments: [
            (["expires_in_hours": 721], "expires_in_hours"), (["expires_in_hours": "2"], "expires_in_hours"),
            (["success_redirect_url": "http://p.example"], "success_redirect_url"),
            (["failure_redirect_url": "https://p.example/#x"], "failure_redirect_url"),
        ] as [(JSONValue, String)]
    )
    func `a setup link with a mistake is refused with its field`(body: JSONValue, field: String) async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer()
            let answer = try emulator.control().post("\(Self.path)/\(id)/setup_links", body)
            expect(answer, refuses: 400, "invalid_field_value", param: field)
        }
    }

    @Test func `a setup link is revoked in the dashboard once, and only as a link of its customer`() async throws {
        try await withEmulator { emulator in
            let invitation = try emulator.invite()
            let other = try emulator.createCustomer()
            let foreign = try emulator.control().delete("\(Self.path)/\(other)/setup_links/\(invitation.link)")
            expect(foreign, refuses: 404, "resource_not_found")
            let path = "\(Self.path)/\(invitation.customer)/setup_links/\(invitation.link)"
            let answer = try emulator.control().delete(path)
            #expect(answer.data["status"] == "revoked")
            expect(try emulator.control().delete(path), refuses: 409, "conflict")
            expect(try emulator.resolve(invitation.token), refuses: 409, "link_revoked")
        }
    }

    // MARK: All of them

    private static let calls: [(HTTPMethod, String, JSONValue?)] = [
        (.PATCH, "", ["name": "B"]), (.DELETE, "", nil), (.POST, "/setup_links", [:]),
        (.DELETE, "/setup_links/csl_J5SRYT0KAHB97VEWVQHSZW58AH", nil),
    ]

    @Test func `a call for a customer that does not exist is not found`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.createCustomer()
            for (method, rest, body) in Self.calls {
                for key in [usualKey, nil] {
                    let path = "\(Self.path)/cus_335T08RM0EAKN9DTE6RD5RWP7B\(rest)"
                    let headers: HTTPHeaders = ["Content-Type": "application/json"]
                    let bytes = body?.serialized ?? []
                    let answer = try emulator.control(key).send(method, path, body: bytes, headers: headers)
                    expect(answer, refuses: 404, "resource_not_found")
                }
            }
        }
    }

    @Test func `calls are journaled under names of their own, which fault rules match`() async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer()
            let rule: JSONValue = [
                "on": ["operation": "createSetupLinkInDashboard"], "then": ["error": "internal_error"], "times": 1,
            ]
            let refused = try emulator.control(usualKey).post("/__admin/faults", rule)
            #expect(refused.status == 400, "the operation lists no errors")
            let cut: JSONValue = ["on": ["operation": "createSetupLinkInDashboard"], "then": ["connection": "reset"]]
            #expect(try emulator.control(usualKey).post("/__admin/faults", cut).status == 201)
            _ = try emulator.createLink(of: id)
            _ = try emulator.control().delete("\(Self.path)/\(id)")
            let rows = try emulator.control(usualKey).get("/__admin/requests").json["data"]?.array ?? []
            let expected: [JSONValue] = ["createCustomer", "createSetupLink", "archiveCustomerInDashboard"]
            #expect(rows.column("operation") == expected)
            #expect(emulator.control().hold("\(Self.path)/\(id)/setup_links", [:]).cut == .reset)
        }
    }
}
