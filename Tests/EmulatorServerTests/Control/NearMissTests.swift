import Documents
import EmulatorTesting
import NIOHTTP1
import Testing

/// What the journal says about requests that no operation answers.
@Suite struct NearMissTests {
    @Test(arguments: [
        ("/customer", "GET /v1/customers exists"),
        ("/customers/cus_1/setup_link", "GET /v1/customers/{id}/setup_links exists"),
        ("/message", "GET /v1/me exists"),
        ("/webhook-subscriptions", "GET /v1/webhook_subscriptions exists"),
    ])
    func `the journal names the path that a wrong path probably meant`(path: String, near: String) async throws {
        try await withEmulator { emulator in
            let client = emulator.client()
            let refused = try client.get(path)
            #expect(refused.status == 404)
            let seq = try #require(refused.headers["X-Mock-Seq"].first)
            let detail = try emulator.control("kdv_test_a").get("/__admin/requests/\(seq)")
            #expect(detail.json["near"]?[0] == .string(near))
        }
    }

    @Test func `the journal names no near path for a request that an operation answers`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.client().get("/customers/cus_1")
            let detail = try emulator.control("kdv_test_a").get("/__admin/requests/1")
            #expect(detail.json["operation"] == "getCustomer")
            #expect(detail.json["near"] == [])
        }
    }

    @Test func `the journal names no near path for a path that resembles none`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.client().get("/a/b/c/d/e/f/g")
            let detail = try emulator.control("kdv_test_a").get("/__admin/requests/1")
            #expect(detail.json["near"] == [])
        }
    }
}
