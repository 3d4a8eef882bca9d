import Documents
import Domain
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

/// Requests that break two rules at once: the rule that is earlier in the documented order refuses them.
@Suite struct OrderOfChecksTests {
    private static let badJSON = Array("{".utf8)
    private static let badHours = Array(#"{"expires_in_hours":0}"#.utf8)
    private static let text: HTTPHeaders = ["Content-Type": "text/plain"]
    private static let longKey: HTTPHeaders = ["Idempotency-Key": String(repeating: "k", count: 256)]

    /// Uses up the only read and the only write of a minute.
    private func exhaust(_ emulator: Emulator) throws {
        try emulator.configure(["rate_limits": ["write_per_minute": 1, "read_per_minute": 1]])
        _ = try emulator.client().get("/me")
        _ = try emulator.client().send(.DELETE, "/customers/cus_nobody")
    }

    @Test(arguments: [nil, "garbage"] as [String?])
    func `the size of a body is checked before the key`(key: String?) async throws {
        try await withEmulator { emulator in
            expect(try emulator.client(key).sendOversized(.POST, "/customers"), refuses: 413, "request_too_large")
        }
    }

    @Test func `the size of a body is checked before everything else, too`() async throws {
        try await withEmulator { emulator in
            try exhaust(emulator)
            try emulator.configure(["plan": "starter"])
            let answer = try emulator.client().sendOversized(.POST, "/nonsense")
            expect(answer, refuses: 413, "request_too_large")
            #expect(answer.headers["X-RateLimit-Limit"] == [])
            #expect(answer.message == "The request body exceeds 1 MiB.")
        }
    }

    @Test func `the key is checked before the rate limit`() async throws {
        try await withEmulator { emulator in
            try exhaust(emulator)
            try emulator.configure(["api_keys": [["key": "kdv_test_a", "status": "revoked"]]])
            expect(try emulator.client().get("/me"), refuses: 401, "revoked_api_key")
        }
    }

    @Test(arguments: [
        (HTTPMethod.GET, "/nonsense"), (.PUT, "/customers"), (.POST, "/customers"), (.GET, "/customers/cus_nobody"),
    ])
    func `the rate limit is checked before route, method, entitlement and id`(
        method: HTTPMethod,
        path: String
    ) async throws {
        try await withEmulator { emulator in
            try emulator.configure(["plan": "starter"])
            try exhaust(emulator)
            let answer = try emulator.client().send(method, path, body: method == .GET ? [] : Self.badJSON)
            expect(answer, refuses: 429, "rate_limit_exceeded")
        }
    }

    @Test func `the route is checked before entitlement and subscription`() async throws {
        try await withEmulator { emulator in
            try emulator.configure(["plan": "starter", "subscription": "inactive"])
            expect(try emulator.client().post("/customers/x/nonsense", [:]), refuses: 404, "resource_not_found")
            expect(try emulator.client().send(.PUT, "/customers"), refuses: 405, "method_not_allowed")
        }
    }

    @Test func `the entitlement is checked before the subscription`() async throws {
        try await withEmulator { emulator in
            try emulator.configure(["plan": "pro", "subscription": "inactive"])
            expect(try emulator.client().post("/customers", ["name": "A"]), refuses: 402, "feature_not_entitled")
        }
    }

    @Test(arguments: [["plan": "starter"], ["subscription": "inactive"]] as [JSONValue])
    func `entitlement and subscription are checked before media type and JSON`(settings: JSONValue) async throws {
        try await withEmulator { emulator in
            try emulator.configure(settings)
            for headers in [Self.text, [:]] {
                let answer = try emulator.client().send(.POST, "/customers", body: Self.badJSON, headers: headers)
                #expect(answer.status == 402)
            }
        }
    }

    @Test func `the media type is checked before the JSON of a body`() async throws {
        try await withEmulator { emulator in
            let answer = try emulator.client().send(.POST, "/customers", body: Self.badJSON, headers: Self.text)
            expect(answer, refuses: 415, "unsupported_media_type")
        }
    }

    @Test func `the JSON of a body is checked before the idempotency key`() async throws {
        try await withEmulator { emulator in
            let answer = try emulator.client().send(.POST, "/customers", body: Self.badJSON, headers: Self.longKey)
            expect(answer, refuses: 400, "invalid_request")
        }
    }

    @Test func `the idempotency key is checked before ids and fields`() async throws {
        try await withEmulator { emulator in
            let path = "/customers/cus_nobody/setup_links"
            let bad = try emulator.client().send(.POST, path, body: Self.badHours, headers: Self.longKey)
            expect(bad, refuses: 400, "invalid_field_value", param: "Idempotency-Key")
            _ = try emulator.client().post("/customers", ["name": "A"], headers: ["Idempotency-Key": "k"])
            let reused = try emulator.client().send(
                .POST,
                path,
                body: Self.badHours,
                headers: ["Idempotency-Key": "k"]
            )
            expect(reused, refuses: 422, "idempotency_key_reuse")
        }
    }

    @Test(arguments: [
        (HTTPMethod.PATCH, "/customers/cus_nobody", #"{"name":5}"#), (.PATCH, "/customers/cus_nobody", "{}"),
        (.POST, "/customers/cus_nobody/setup_links", #"{"expires_in_hours":0}"#),
        (.PATCH, "/customers/cus_nobody/setup_links/csl_nothing", "{}"),
        (.GET, "/customers/cus_nobody/setup_links?status=x", ""),
    ])
    func `ids are looked up before fields are checked`(method: HTTPMethod, path: String, body: String) async throws {
        try await withEmulator { emulator in
            let answer = try emulator.client().send(method, path, body: Array(body.utf8))
            expect(answer, refuses: 404, "resource_not_found")
        }
    }

    @Test func `the customer's id is looked up before the link's`() async throws {
        try await withEmulator { emulator in
            let answer = try emulator.client().delete("/customers/cus_nobody/setup_links/csl_nothing")
            #expect(answer.message == "No such customer: cus_nobody.")
        }
    }

    @Test(arguments: [
        (HTTPMethod.PATCH, "", #"{"email":"nobody"}"#), (.POST, "/setup_links", #"{"expires_in_hours":0}"#),
        (.POST, "/setup_links", #"{"success_redirect_url":"http://example.com"}"#),
    ])
    func `fields are checked before the state`(method: HTTPMethod, suffix: String, body: String) async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer(in: .archived)
            let answer = try emulator.client().send(method, "/customers/\(id)" + suffix, body: Array(body.utf8))
            #expect(answer.status == 400)
        }
    }
}
