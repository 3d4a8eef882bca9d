import Documents
import EmulatorCore
import EmulatorServer
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

/// Failure bundles that are read from a file, and worlds that continue the one of a bundle.
@Suite struct FailureBundleTests {
    private static func message(_ text: String) -> String? {
        do throws(BundleError) {
            _ = try FailureBundle(Array(text.utf8), file: "run.json")
            return nil
        } catch {
            return error.message
        }
    }

    @Test(arguments: [
        ("", "run.json:1:1: not JSON: "), ("{\"bundle\":\n1,}", "run.json:2:3: not JSON: "),
        ("[]", "run.json is not a failure bundle: the document must be an object"),
        ("{}", "run.json is not a failure bundle: /bundle is required"),
    ])
    func `a file that is not a bundle is refused with the place of the first mistake`(text: String, start: String) {
        #expect(Self.message(text)?.hasPrefix(start) == true, "\(Self.message(text) ?? "no error")")
    }

    @Test func `a bundle may have more members than this version knows, but not other types`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.client().get("/me")
            let text = try emulator.control(usualKey).get("/__admin/bundle").json.text
            #expect(Self.message(text) == nil)
            #expect(Self.message(text.replacing("{\"bundle\":1", with: "{\"more\":5,\"bundle\":1")) == nil)
            let other = Self.message(text.replacing("{\"bundle\":1", with: "{\"bundle\":2"))
            #expect(other?.hasPrefix("run.json is not a failure bundle: /bundle ") == true)
            let broken = Self.message(text.replacing("\"seq\":1,", with: "\"seq\":\"1\","))
            #expect(broken?.hasPrefix("run.json is not a failure bundle: /requests/0/seq ") == true)
        }
    }

    @Test(arguments: [
        ("\"took_us\":", "\"took_us\":9223372036854775807,\"took\":", "/requests/0/took_us"),
        ("\"evicted_before_seq\":1", "\"evicted_before_seq\":-9223372036854775808", "/evicted_before_seq"),
        ("\"offset_ms\":0", "\"offset_ms\":9223372036854775807", "/start/clock/offset_ms"),
        ("\"/__admin/faults\"", "\"@other.example/faults\"", "/actions/0/path"),
    ])
    func `numbers that are too large, and a path to another server, are refused with their place`(
        text: String,
        other: String,
        place: String
    ) async throws {
        try await withEmulator { emulator in
            let rule: JSONValue = ["on": ["operation": "getMe"], "then": ["error": "internal_error"]]
            _ = try emulator.control(usualKey).post("/__admin/faults", rule)
            _ = try emulator.client().get("/me")
            let bundle = try emulator.control(usualKey).get("/__admin/bundle").json.text
            let message = Self.message(bundle.replacing(text, with: other))
            #expect(message?.hasPrefix("run.json is not a failure bundle: \(place) ") == true, "\(message ?? "none")")
        }
    }

    // MARK: A world from a bundle

    /// Makes the world of a key the baseline of all new sandboxes, by way of a bundle.
    private func continueWorld(of key: String, _ emulator: Emulator, _ query: String = "") throws {
        let text = try emulator.control(key).get("/__admin/bundle" + query).bytes
        let bundle = try FailureBundle(text, file: "run.json")
        emulator.application.registry.rebase(on: try bundle.baseline(randomSeed: 7))
    }

    @Test(arguments: ["", "?secrets=true"])
    func `each new sandbox starts with a copy of the world, and a reset returns to it`(query: String) async throws {
        try await withEmulator(scenario: "connected", transport: WebhookReceiver()) { emulator in
            let customer = try emulator.createCustomer()
            _ = try emulator.createLink(of: customer)
            _ = try emulator.subscribe(to: ["customer.created"])
            let organization = try emulator.client().get("/me").data["organization"]
            try continueWorld(of: usualKey, emulator, query)
            for key in ["kdv_test_first", "kdv_test_second"] {
                let client = emulator.client(key)
                #expect(try client.get("/customers/\(customer)").status == 200)
                #expect(try client.get("/customers/\(customer)/setup_links").data.array?.count == 1)
                #expect(try client.get("/me").data["organization"] == organization)
                #expect(try client.get("/me").data["api_key"]?["last4"] == .string(String(key.suffix(4))))
                let settings = try emulator.control(key).get("/__admin/organization").json
                #expect(settings["api_keys"] == [["key_last4": .string(String(key.suffix(4))), "status": "active"]])
                let added = try emulator.createCustomer(key: key)
                _ = try await emulator.control(key).postLater("/__admin/reset")
                #expect(try client.get("/customers/\(added)").status == 404)
                #expect(try client.get("/customers/\(customer)").status == 200)
                _ = try await emulator.control(key).postLater("/__admin/reset", ["to": "empty"])
                #expect(try client.get("/customers").data == [])
                #expect(try client.get("/me").data["organization"] == organization)
            }
        }
    }

    @Test func `the clock goes on from the time of the bundle`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.client().get("/me")
            try await emulator.advance(["by": "2d"])
            try continueWorld(of: usualKey, emulator)
            emulator.clock.advance(by: .seconds(86_400))
            _ = try emulator.client(otherKey).get("/me")
            emulator.clock.advance(by: .seconds(1))
            let clock = try emulator.control(otherKey).get("/__admin/clock").json
            #expect(clock["mode"] == "real")
            #expect(clock["now"] == "2026-06-06T10:00:01.000Z")
        }
    }
}
