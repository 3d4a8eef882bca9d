import Documents
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

/// What the journal says about requests that no operation answers.
@Suite struct NearMissTests {
    /// What the journal says about a request to that path, which may have no base path.
    private func near(_ method: HTTPMethod, _ path: String, _ emulator: Emulator) throws -> [JSONValue] {
        _ = try emulator.rootClient(usualKey).send(method, path)
        let rows = try emulator.control().get("/__admin/requests?unmatched=true").data.array ?? []
        return try #require(rows.last?["near"]?.array)
    }

    @Test(
        arguments: [
            (.GET, "/v1/customer", "no operation GET /v1/customer; did you mean GET /v1/customers?"),
            (.POST, "/v1/customer", "no operation POST /v1/customer; did you mean POST /v1/customers?"),
            (
                .GET, "/v1/customers/cus_1/setup_link",
                "no operation GET /v1/customers/cus_1/setup_link; did you mean GET /v1/customers/{id}/setup_links?"
            ),
            (.GET, "/v1/message", "no operation GET /v1/message; did you mean GET /v1/me?"),
            (
                .GET, "/v1/webhook-subscriptions",
                "no operation GET /v1/webhook-subscriptions; did you mean GET /v1/webhook_subscriptions?"
            ),
            (.GET, "/v1/v1/customers", "no operation GET /v1/v1/customers; did you mean GET /v1/customers?"),
            (.PUT, "/v1/customers", "no operation PUT /v1/customers; the path allows GET and POST"),
            (.POST, "/v1/me", "no operation POST /v1/me; the path allows GET"),
            (.GET, "/customers", "no operation GET /customers; the API is under /v1: did you mean GET /v1/customers?"),
            (
                .PUT, "/customers",
                "no operation PUT /customers; the API is under /v1, and /v1/customers allows GET and POST"
            ),
            (.GET, "/customer", "no operation GET /customer; did you mean GET /v1/customers?"),
        ] as [(HTTPMethod, String, String)]
    )
    func `the journal shows the operation that is most similar to an unmatched request`(
        method: HTTPMethod,
        path: String,
        text: String
    ) async throws {
        try await withEmulator { emulator in
            let texts = try near(method, path, emulator)
            #expect(texts.first == .string(text))
        }
    }

    @Test func `a row and its detail say the same about an unmatched request`() async throws {
        try await withEmulator { emulator in
            let row = try near(.GET, "/v1/customer", emulator)
            let detail = try emulator.control(usualKey).get("/__admin/requests/1")
            #expect(detail.json["near"] == .array(row))
            _ = try emulator.client().get("/me")
            let rows = try emulator.control(usualKey).get("/__admin/requests").data
            #expect(rows[0]?["near"] == .array(row))
            #expect(rows[1]?.object?.keys.contains("near") == false)
        }
    }

    @Test func `the text about an unmatched request masks secrets and shortens long paths`() async throws {
        try await withEmulator { emulator in
            let masked = try near(.POST, "/v1/customers/csl_TavbPKwIuqOr69ALEKLNennZ", emulator)
            let start = "no operation POST /v1/customers/csl_****ennZ; "
            #expect(masked.first?.string?.hasPrefix(start) == true, "\(masked)")
            let long = try near(.PUT, "/v1/customers/" + String(repeating: "x", count: 1000), emulator)
            #expect(long.first?.string?.contains("xxx…; the path allows ") == true)
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
