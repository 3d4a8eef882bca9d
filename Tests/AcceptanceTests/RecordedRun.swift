import Documents
import EmulatorTesting
import Foundation
import NIOHTTP1
import OrderedCollections
import Testing

/// A run against a server of which a bundle is made.
struct RecordedRun {
    let mock: MockProcess
    let api: MockClient
    /// The control API with the key of the run.
    let control: MockClient

    init(_ mock: MockProcess, key: String = "kdv_test_local") {
        self.mock = mock
        api = mock.client(key)
        control = mock.client(key, basePath: "")
    }

    /// A run with faults, an onboarding, an advance, errors and secrets; it receives no webhooks.
    func failingRun() async throws {
        try await addFault([
            "id": "refused", "on": ["operation": "createCustomer"], "then": ["error": "internal_error"],
        ])
        try await addFault(["id": "reset", "on": ["operation": "listCustomers"], "then": ["connection": "reset"]])
        let refused = try await api.post("/customers", ["name": "Acme Logistics"])
        #expect(refused.status == 500)
        let customer = try #require(try await api.post("/customers", ["name": "Acme Logistics"]).data["id"]?.string)
        let link = try await api.post("/customers/\(customer)/setup_links", ["expires_in_hours": 168])
        let url = try #require(link.data["setup_url"]?.string)
        let token = String(try #require(url.split(separator: "/").last))
        let resolved = try await mock.root.post("/api/public/onboarding/resolve", ["token": .string(token)])
        #expect(resolved.status == 200)
        let onboarding: JSONValue = ["customer_id": .string(customer)]
        #expect(try await control.post("/__admin/simulate/onboarding", onboarding).status == 200)
        #expect(try await api.get("/customers/\(customer)").data["status"] == "active")
        #expect(try await control.post("/__admin/clock/advance", ["by": "P8D"]).status == 200)
        #expect(try await api.get("/customers/\(customer)/setup_links").data[0]?["status"] == "consumed")
        #expect(try await api.get("/me").status == 200)
        #expect(try await api.get("/nowhere").status == 404)
        #expect(try await api.post("/customers", ["name": 5]).status == 400)
        await #expect(throws: (any Error).self) { try await api.get("/customers?limit=2") }
        let hook: JSONValue = ["url": "https://platform.example.com/hook", "events": ["customer.archived"]]
        #expect(try await api.post("/webhook_subscriptions", hook).status == 201)
    }

    private func addFault(_ rule: JSONValue) async throws {
        var rule = try #require(rule.object)
        rule["times"] = 1
        try #require(try await control.post("/__admin/faults", .object(rule)).status == 201)
    }

    /// Writes the bundle of the run to a file.
    func writeBundle(to file: String, query: String = "", edited: (String) -> String = { $0 }) async throws {
        let answer = try await control.get("/__admin/bundle" + query)
        try #require(answer.status == 200)
        try edited(answer.text).write(toFile: file, atomically: true, encoding: .utf8)
    }
}
