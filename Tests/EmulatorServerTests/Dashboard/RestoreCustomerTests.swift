import Documents
import Domain
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct RestoreCustomerTests {
    private func archive(_ id: String, _ emulator: Emulator) throws {
        try #require(try emulator.client().delete("/customers/\(id)").status == 200)
    }

    private func restore(_ id: String, key: String? = nil, _ emulator: Emulator) throws -> TestResponse {
        try emulator.control(key).post("/api/customers/\(id)/restore")
    }

    @Test func `a restored customer is pending again and sends customer.updated`() async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer(["name": "Acme", "email": "a@acme.io", "metadata": ["k": 1]])
            try archive(id, emulator)
            emulator.clock.advance(by: .seconds(5))
            let answer = try restore(id, emulator)
            #expect(answer.status == 200)
            #expect(answer.headers["X-Request-Id"] == [try #require(answer.requestID)])
            #expect(answer.json.object.map { Array($0.keys) } == ["data", "request_id"])
            #expect(answer.data["status"] == "pending")
            #expect(answer.data["archived_at"] == .null)
            #expect(answer.data["updated_at"] == Emulator.instant(5))
            #expect(answer.data["created_at"] == Emulator.instant(0))
            #expect(answer.data["metadata"] == ["k": 1])
            var shown = try #require(try emulator.customer(id).object)
            #expect(shown.removeValue(forKey: "whatsapp_accounts") == [])
            #expect(answer.data == .object(shown))
            #expect(try emulator.client().get("/customers").column("id") == [.string(id)])
            let event = try #require(try emulator.events().last)
            #expect(event.type == "customer.updated")
            #expect(event.json["data"]?["customer"] == answer.data)
        }
    }

    @Test func `a customer can be restored by the internal id that setup links show`() async throws {
        try await withEmulator { emulator in
            let invitation = try emulator.invite()
            let internalID = try #require(invitation.created["customer_id"]?.string)
            try archive(invitation.customer, emulator)
            let answer = try restore(internalID, emulator)
            #expect(answer.data["id"] == .string(invitation.customer))
        }
    }

    @Test func `a restored customer keeps its numbers, and its links work again`() async throws {
        try await withEmulator { emulator in
            let used = try emulator.invite()
            let fresh = try emulator.invite(customer: used.customer)
            #expect(try emulator.signUp(used).status == 200)
            try archive(used.customer, emulator)
            expect(try emulator.resolve(fresh.token), refuses: 409, "link_revoked")
            #expect(try restore(used.customer, emulator).data["status"] == "pending")
            #expect(try emulator.customer(used.customer)["whatsapp_accounts"]?.array?.count == 1)
            #expect(try emulator.signUp(fresh).status == 200)
            #expect(try emulator.customer(used.customer)["status"] == "active")
        }
    }

    @Test func `a customer who is not archived cannot be restored`() async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer()
            let events = try emulator.events().count
            expect(try restore(id, emulator), refuses: 409, "conflict")
            try archive(id, emulator)
            #expect(try restore(id, emulator).status == 200)
            expect(try restore(id, emulator), refuses: 409, "conflict")
            #expect(try emulator.events().count == events + 2)
        }
    }

    @Test(arguments: [usualKey, nil] as [String?], ["cus_335T08RM0EAKN9DTE6RD5RWP7B", "p2c6wfp43z7p", "nonsense"])
    func `a customer that does not exist is not found`(key: String?, id: String) async throws {
        try await withEmulator { emulator in
            _ = try emulator.createCustomer()
            expect(try restore(id, key: key, emulator), refuses: 404, "resource_not_found")
        }
    }

    @Test func `a key selects the world of the customer`() async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer()
            try archive(id, emulator)
            expect(try restore(id, key: otherKey, emulator), refuses: 404, "resource_not_found")
            #expect(try emulator.control().post("/api/customers/\(id)/restore?api_key=\(usualKey)").status == 200)
        }
    }

    @Test func `a restore is possible under any plan and subscription`() async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer()
            try archive(id, emulator)
            try emulator.configure(["plan": "starter", "subscription": "inactive"])
            #expect(try restore(id, emulator).status == 200)
        }
    }

    @Test func `a restore is journaled in its world with its event`() async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer()
            try archive(id, emulator)
            _ = try restore(id, emulator)
            let entry = try emulator.control(usualKey).get("/__admin/requests/3").json
            #expect(entry["operation"] == "restoreCustomer")
            #expect(entry["path"] == .string("/api/customers/\(id)/restore"))
            #expect(entry["status"] == 200)
            let event = try #require(try emulator.events().last)
            #expect(entry["events"] == [.string(event.id.description)])
        }
    }

    @Test func `a request with a foreign Origin or Host is refused`() async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer()
            try archive(id, emulator)
            let path = "/api/customers/\(id)/restore"
            for headers in [["Origin": "https://evil.test"], ["Host": "evil.test"]] as [HTTPHeaders] {
                expectProblem(try emulator.control().post(path, headers: headers), 403, "forbidden_origin")
            }
            #expect(try emulator.customer(id)["status"] == "archived")
            #expect(try emulator.control().post(path, headers: ["Origin": "http://localhost:8080"]).status == 200)
        }
    }

    @Test func `a restore with another method or path is refused`() async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer()
            expect(try emulator.control().get("/api/customers/\(id)/restore"), refuses: 405, "method_not_allowed")
            expect(try emulator.control().post("/api/customers/\(id)/delete"), refuses: 404, "resource_not_found")
        }
    }
}
