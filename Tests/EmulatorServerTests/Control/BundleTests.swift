import Contract
import Documents
import EmulatorServer
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

/// Failure bundles over the control API.
@Suite struct BundleTests {
    private static let longKey = "kdv_test_bundlebundle9876"
    private static let rule: JSONValue = [
        "id": "broken", "on": ["operation": "createCustomer"], "times": 1, "then": ["error": "internal_error"],
    ]

    private func bundle(_ emulator: Emulator, _ query: String = "", key: String? = usualKey) throws -> JSONValue {
        let answer = try emulator.control(key).get("/__admin/bundle" + query)
        try #require(answer.status == 200)
        return answer.json
    }

    @Test func `a bundle has all sections and is valid against the published schema`() async throws {
        let receiver = WebhookReceiver { _ in .answer(500, body: "no") }
        try await withEmulator(transport: receiver) { emulator in
            _ = try emulator.control(usualKey).post("/__admin/faults", Self.rule)
            _ = try emulator.subscribe(to: ["customer.created"])
            _ = try emulator.client().post("/customers", ["name": "Refused"])
            _ = try emulator.createCustomer()
            _ = try emulator.client().get("/mee")
            _ = try emulator.client("nonsense").get("/me")
            try await emulator.settle()
            let bundle = try bundle(emulator)
            #expect(SchemaValidator(BundleSchema.document).violations(of: bundle) == [])
            #expect(bundle["bundle"] == 1)
            #expect(bundle["made_at"] == "2026-06-04T10:00:00.000Z")
            #expect(bundle["started_at"] == "2026-06-04T10:00:00.000Z")
            #expect(bundle["secrets"] == "masked")
            #expect(bundle["seed"] == 42)
            #expect(bundle["versions"] == ["emulator": .string(EmulatorVersion.current), "contract": "1.0.0"])
            #expect(bundle["contract_digest"]?.string?.count == 64)
            #expect(bundle["scenario"] == ["name": "default", "text": nil])
            #expect(bundle["requests"]?.array?.column("status") == [201, 500, 201, 404])
            #expect(bundle["requests"]?[1]?["fault"] == "broken")
            #expect(bundle["requests"]?[3]?["near"]?[0] == "no operation GET /v1/mee; did you mean GET /v1/me?")
            #expect(bundle["unmatched"]?.array?.column("error") == ["invalid_api_key"])
            #expect(bundle["deliveries"]?[0]?["attempt_log"]?[0]?["answer"]?["body"] == "no")
            #expect(bundle["faults"]?[0]?["fired"] == 1)
            #expect(bundle["faults"]?[0]?["hit_log"]?[0]?["seq"] == 2)
            #expect(bundle["actions"]?.array?.column("path") == ["/__admin/faults", "/__admin/clock/advance"])
            #expect(bundle["actions"]?.array?.column("after_seq") == [0, 4])
            #expect(bundle["first_seq"] == 1)
            #expect(bundle["evicted_before_seq"] == 1)
            #expect(bundle["evicted_actions"] == 0)
        }
    }

    @Test func `the start of a bundle is the state before the first request`() async throws {
        try await withEmulator(scenario: "connected") { emulator in
            _ = try emulator.createCustomer()
            let first = try bundle(emulator)
            #expect(first["start"]?["customers"]?.array?.count == 1)
            #expect(first["state"]?["customers"]?.array?.count == 2)
            #expect(first["scenario"]?["name"] == "connected")
            let text = try SourceTree.text("scenarios/connected.yaml").replacing("whsec_local", with: "whsec_****ocal")
            #expect(first["scenario"]?["text"] == .string(text))
            let state = try emulator.control(usualKey).get("/__admin/state").bytes
            #expect(try await emulator.control(usualKey).postState(state).status == 200)
            emulator.clock.advance(by: .seconds(5))
            _ = try await emulator.control(usualKey).postLater("/__admin/clock/advance", ["by": "1h"])
            let second = try bundle(emulator)
            #expect(second["start"] == first["state"])
            #expect(second["requests"] == [])
            #expect(second["actions"]?.array?.column("at") == ["2026-06-04T10:00:05.000Z"])
        }
    }

    // MARK: Secrets

    @Test func `keys, tokens and webhook secrets are masked unless the request wants them in plain text`() async throws
    {
        try await withEmulator { emulator in
            let key = Self.longKey
            let customer = try emulator.createCustomer(key: key)
            let url = try #require(try emulator.createLink(of: customer, key: key)["setup_url"]?.string)
            let token = String(try #require(url.split(separator: "/").last))
            let secret = try emulator.subscribe(to: ["customer.updated"], key: key).secret
            _ = try emulator.configure(["name": .string("Beside\n\(key)")], key: key)
            let masked = try bundle(emulator, key: key).text
            for text in [key, token, secret] { #expect(!masked.contains(text), "\(text)") }
            #expect(masked.contains("kdv_test_****9876"))
            #expect(masked.contains("csl_****" + token.suffix(4)))
            #expect(masked.contains("whsec_****" + secret.suffix(4)))
            let clear = try bundle(emulator, "?secrets=true", key: key)
            #expect(clear["secrets"] == "clear")
            for text in [key, token, secret] { #expect(clear.text.contains(text), "\(text)") }
            #expect(clear["state"] == (try emulator.control(key).get("/__admin/state").json))
            #expect(clear["requests"]?[0]?["request"]?["headers"]?["Authorization"] == .string("Bearer \(key)"))
        }
    }

    @Test func `a webhook secret without the usual prefix is masked in the state`() async throws {
        let webhook = WebhookEndpoint(url: "https://a.example/", secret: "hush-hush")
        try await withEmulator({ $0.webhook = webhook }) { emulator in
            _ = try emulator.client().get("/me")
            let bundle = try bundle(emulator)
            #expect(bundle["state"]?["webhook_subscriptions"]?[0]?["secrets"]?[0]?["text"] == "****")
            #expect(!bundle.text.contains("hush-hush"))
        }
    }

    // MARK: One world

    @Test func `a request without a key gets the bundle of the only sandbox`() async throws {
        try await withEmulator { emulator in
            expectProblem(try emulator.control().get("/__admin/bundle"), 400, "sandbox_required")
            _ = try emulator.client().get("/me")
            #expect(try bundle(emulator, key: nil)["requests"]?.array?.count == 1)
            _ = try emulator.client(otherKey).get("/me")
            expectProblem(try emulator.control().get("/__admin/bundle"), 400, "sandbox_required")
            #expect(try bundle(emulator)["requests"]?.array?.count == 1)
        }
    }
}
