import Documents
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct GradesTests {
    private static let rules: [JSONValue] = [
        "retry_after", "backoff", "idempotency_key", "paging", "signature", "duplicates", "deadline",
    ]

    private func grades(_ emulator: Emulator, _ query: String = "", key: String? = usualKey) throws -> [JSONValue] {
        let answer = try emulator.control(key).get("/__admin/grades" + query)
        try #require(answer.status == 200, "\(answer.json)")
        return try #require(answer.data.array)
    }

    private func addRule(_ rule: JSONValue, to emulator: Emulator, key: String? = usualKey) throws {
        let answer = try emulator.control(key).post("/__admin/faults", rule)
        try #require(answer.status == 201, "\(answer.json)")
    }

    @Test func `a world without requests has every rule, and none was seen`() async throws {
        try await withEmulator { emulator in
            let rows = try grades(emulator)
            #expect(rows.column("rule") == Self.rules)
            #expect(rows.allSatisfy { $0["verdict"] == "not_seen" && $0["refs"] == [] })
        }
    }

    @Test func `the grades of a client name the requests that keep and break the rules`() async throws {
        try await withEmulator { emulator in
            let throttled: JSONValue = ["error": "rate_limit_exceeded", "retry_after": 30]
            try addRule(["on": ["operation": "createCustomer"], "then": throttled, "times": 1], to: emulator)
            let client = emulator.client()
            for _ in 1...2 {
                _ = try client.post("/customers", ["name": "A"], headers: ["Idempotency-Key": "k"])
            }
            for _ in 1...2 { _ = try emulator.createCustomer() }
            let next = try #require(try client.get("/customers?limit=2").json["next_cursor"]?.string)
            _ = try client.get("/customers?limit=2&cursor=\(next)")
            let rows = try grades(emulator)
            #expect(rows.column("rule") == Self.rules)
            #expect(rows.column("verdict").prefix(4) == ["fail", "not_seen", "pass", "pass"])
            #expect(rows.column("refs").prefix(4) == [["request:2"], [], ["request:2"], ["request:6"]])
            let detail = try #require(rows[0]["detail"]?.string)
            #expect(detail.hasPrefix("Request 2 came "))
            #expect(detail.hasSuffix(" ms after the response to request 1, which had `Retry-After: 30` (1 of 1 case)."))
        }
    }

    @Test func `the grades of a receiver name the deliveries that keep and break the rules`() async throws {
        let receiver = WebhookReceiver { $0.header("X-Kirim-Signature") == nil ? .answer(401) : .answer(204) }
        try await withEmulator(transport: receiver) { emulator in
            _ = try emulator.subscribe(to: ["customer.created"])
            let any: JSONValue = ["event": "customer.created"]
            try addRule(["on": any, "then": ["signature": "missing"], "times": 1], to: emulator)
            try addRule(["on": any, "then": ["duplicate": ["n": 1]], "times": 1], to: emulator)
            for _ in 1...2 { _ = try emulator.createCustomer() }
            try await emulator.settle()
            let ids = try emulator.deliveries().column("id").map { "delivery:\($0.string ?? "")" }
            try #require(ids.count == 2)
            let rows = try grades(emulator).suffix(3)
            #expect(rows.map { $0["verdict"] } == ["pass", "pass", "pass"])
            #expect(rows.map { $0["refs"] } == [[.string(ids[0])], [.string(ids[1])], .array(ids.map { .string($0) })])
            try addRule(["on": any, "then": ["signature": "wrong"], "times": 1], to: emulator)
            _ = try emulator.createCustomer()
            try await emulator.settle()
            let failed = try #require(try grades(emulator, "?rule=signature").first)
            let last = try #require(try emulator.deliveries().last?["id"]?.string)
            #expect(failed["verdict"] == "fail")
            #expect(failed["refs"] == [.string("delivery:\(last)")])
            let text = "Delivery \(last) with a wrong signature got the status 204 (1 of 2 cases)."
            #expect(failed["detail"] == .string(text))
        }
    }

    @Test func `without a key, a rule fails if it fails in one sandbox`() async throws {
        try await withEmulator { emulator in
            let broken: JSONValue = ["on": ["any": true], "then": ["error": "service_unavailable"], "times": 1]
            let keys: [String: [String]] = ["kdv_test_good": ["k", "k"], "kdv_test_bad": ["k", "l"]]
            for (key, attempts) in keys {
                try addRule(broken, to: emulator, key: key)
                for attempt in attempts {
                    let client = emulator.client(key)
                    _ = try client.post("/customers", ["name": "A"], headers: ["Idempotency-Key": attempt])
                }
            }
            let good = try grades(emulator, "?rule=idempotency_key", key: "kdv_test_good")
            let bad = try grades(emulator, "?rule=idempotency_key", key: "kdv_test_bad")
            #expect((good + bad).column("verdict") == ["pass", "fail"])
            let rows = try emulator.control().get("/__admin/sandboxes").data.array ?? []
            let sandbox = try #require(rows.first { $0["key_last4"] == "_bad" }?["id"]?.string)
            let all = try #require(try grades(emulator, "?rule=idempotency_key", key: nil).first)
            #expect(all["verdict"] == "fail")
            #expect(all["refs"] == [.string("\(sandbox)/request:2")])
            let text = "In sandbox \(sandbox): Request 2 repeats request 1 with another Idempotency-Key (1 of 2 cases)."
            #expect(all["detail"] == .string(text))
        }
    }

    @Test func `an unknown rule is refused`() async throws {
        try await withEmulator { emulator in
            let answer = try emulator.control().get("/__admin/grades?rule=manners")
            expectProblem(answer, 400, "invalid_body")
            #expect(answer.json["errors"]?[0]?["pointer"] == "/rule")
        }
    }
}
