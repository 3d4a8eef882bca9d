import Documents
import EmulatorTesting
import HTTPServing
import NIOHTTP1
import OrderedCollections
import Testing

/// What the dry run of a request says about the fault rules.
@Suite struct ExplainedRuleTests {
    private static let draft: JSONObject = ["body": ["name": "Acme"]]

    private func create(_ emulator: Emulator) throws -> JSONValue {
        try emulator.explain("POST", "/v1/customers", Self.draft)
    }

    /// The rules of the sandbox without the time-dependent counts of hits.
    private func counts(_ emulator: Emulator) throws -> [[JSONValue]] {
        let rules = try emulator.control(usualKey).get("/__admin/faults").data.array ?? []
        return rules.map { rule in ["matched", "fired", "remaining", "hits"].map { rule[$0] ?? .null } }
    }

    @Test func `a rule that fires gives the answer, and is not used up`() async throws {
        try await withEmulator { emulator in
            try emulator.addFault([
                "id": "r", "on": ["operation": "createCustomer"], "then": ["error": "service_unavailable"], "times": 1,
            ])
            let before = try counts(emulator)
            for _ in 1...2 {
                let told = try create(emulator)
                #expect(
                    told["rules"] == [
                        [
                            "id": "r", "phase": "before_commit", "matched": true, "fires": true,
                            "why": "fires: the response is the error service_unavailable",
                        ]
                    ]
                )
                #expect(told["answer"]?["status"] == 503)
                #expect(told["answer"]?["headers"]?["X-Mock-Fault"] == "r")
                #expect(told["events"] == [])
            }
            #expect(try counts(emulator) == before)
            #expect(try emulator.client().post("/customers", ["name": "Acme"]).status == 503)
            let after = try create(emulator)
            #expect(after["answer"]?["status"] == 201)
            #expect(after["rules"]?[0]?["why"] == "has fired 1 of 1 times")
        }
    }

    @Test func `every rule says why it does not fire, own rules first`() async throws {
        try await withEmulator { emulator in
            let error: JSONValue = ["error": "service_unavailable"]
            let keyless = try emulator.control().post(
                "/__admin/faults",
                ["id": "keyless", "on": ["any": true], "then": error]
            )
            try #require(keyless.status == 201)
            for rule: JSONValue in [
                ["id": "other", "on": ["operation": "listCustomers"], "then": error],
                ["id": "body", "on": ["where": ["/body/name": "B*"]], "then": error],
                ["id": "off", "on": ["any": true], "then": error, "enabled": false],
                ["id": "skips", "on": ["any": true], "then": error, "skip": 2],
                ["id": "never", "on": ["any": true], "then": error, "probability": 0],
                ["id": "hook", "on": ["event": "*"], "then": ["drop": true]],
                ["id": "after", "on": ["any": true], "then": ["malformed": true]],
                ["id": "first", "on": ["any": true], "then": error],
                ["id": "second", "on": ["any": true], "then": error],
            ] { try emulator.addFault(rule) }
            let rules = try create(emulator)["rules"]?.array ?? []
            let why = JSONObject(rules.map { ($0["id"]?.string ?? "", $0["why"] ?? .null) }) { first, _ in first }
            #expect(
                JSONValue.object(why) == [
                    "other": #"/operation is "createCustomer", not "listCustomers""#,
                    "body": #"/body/name is "Acme", not "B*""#,
                    "off": "is disabled",
                    "skips": "skips its first 2 matches; this is match 1",
                    "never": "fires with the probability 0; it does not fire at this match",
                    "hook": "is about deliveries, not about requests",
                    "after": "is tried only after the handler has succeeded, but `first` fires before it",
                    "first": "fires: the response is the error service_unavailable",
                    "second": "is not tried, because `first` fires first",
                    "keyless": "is not tried, because `first` fires first",
                ]
            )
            #expect(Array(why.keys).last == "keyless")
            let matched = rules.filter { $0["matched"] == true }.map { $0["id"] }
            #expect(matched == ["off", "skips", "never", "after", "first", "second", "keyless"])
            #expect(rules.filter { $0["fires"] == true }.map { $0["id"] } == ["first"])
        }
    }

    @Test func `a rule whose error the contract does not list for the operation does not match`() async throws {
        try await withEmulator { emulator in
            try emulator.addFault(["preset": "feature_not_entitled"])
            let rule = try emulator.explain("GET", "/v1/me")["rules"]?[0]
            #expect(rule?["matched"] == false)
            #expect(rule?["why"] == "the contract lists no feature_not_entitled for getMe")
        }
    }

    @Test(arguments: [
        ("reset", "the connection is reset without a response"),
        ("close", "the connection is closed without a response"),
        ("hang", "the connection stays open without a response"),
    ])
    func `a rule that breaks the connection leaves no answer`(connection: String, effect: String) async throws {
        try await withEmulator { emulator in
            for phase in ["before_commit", "after_commit"] {
                try emulator.addFault([
                    "id": "cut", "on": ["any": true], "phase": .string(phase),
                    "then": ["connection": .string(connection)],
                ])
                let told = try create(emulator)
                #expect(told["answer"] == .null)
                #expect(told["unanswered"] == "the rule `cut` fires")
                #expect(told["rules"]?[0]?["why"] == .string("fires: \(effect)"))
                let events: JSONValue = phase == "after_commit" ? ["customer.created"] : []
                #expect(told["events"] == events)
            }
            #expect(try counts(emulator).map { $0[0] } == [0])
            #expect(try emulator.control(usualKey).post("/__admin/reset").json["cancelled"]?["responses"] == 0)
        }
    }

    @Test(arguments: ["before_commit", "after_commit"])
    func `a delay is reported and not waited for`(phase: String) async throws {
        try await withEmulator { emulator in
            try emulator.addFault([
                "id": "slow", "on": ["any": true], "phase": .string(phase), "then": ["delay": "1h"],
            ])
            let told = try create(emulator)
            #expect(told["answer"]?["status"] == 201)
            #expect(told["rules"]?[0]?["fires"] == true)
            #expect(told["rules"]?[0]?["why"] == "fires: the response is delayed by 1h")
        }
    }

    @Test func `a rule that damages the response shows the damage of the body`() async throws {
        try await withEmulator { emulator in
            try emulator.addFault(["id": "r", "on": ["any": true], "then": ["malformed": true]])
            let told = try create(emulator)
            #expect(told["answer"]?["body"] == .null)
            #expect(told["answer"]?["body_text"]?.string?.hasSuffix(",") == true)
            #expect(told["rules"]?[0]?["why"] == "fires: the body of the response is not valid JSON")
        }
    }

    @Test func `a rule for successful requests names the answer that keeps it from firing`() async throws {
        try await withEmulator { emulator in
            try emulator.addFault(["id": "r", "on": ["any": true], "then": ["malformed": true]])
            let prefix = "is tried only after the handler has succeeded, but "
            let missing = try emulator.explain("GET", "/v1/customers/cus_1")["rules"]?[0]
            #expect(missing?["matched"] == true)
            #expect(missing?["fires"] == false)
            #expect(missing?["why"] == .string(prefix + "the answer is 404 resource_not_found"))
            let health = try emulator.explain("GET", "/v1/health")
            #expect(health["sandbox"] == .null)
            #expect(health["rules"] == [])
            var request = Self.draft
            request["headers"] = ["Idempotency-Key": "k"]
            let headers: HTTPHeaders = ["Idempotency-Key": "k", "Content-Type": "application/json"]
            let real = emulator.client().hold("/customers", ["name": "Acme"], headers: headers)
            let running = try emulator.explain("POST", "/v1/customers", request)["rules"]?[0]
            #expect(running?["why"] == .string(prefix + "this request waits for another one"))
            real.onFinish?(.written)
            let replayed = try emulator.explain("POST", "/v1/customers", request)["rules"]?[0]
            #expect(replayed?["why"] == .string(prefix + "the answer is the replay for its Idempotency-Key"))
        }
    }

    @Test func `a request that belongs to no sandbox has only keyless rules`() async throws {
        try await withEmulator { emulator in
            try emulator.addFault(["id": "own", "on": ["any": true], "then": ["error": "internal_error"]])
            let rule: JSONValue = ["id": "all", "on": ["any": true], "then": ["connection": "reset"]]
            try #require(try emulator.control().post("/__admin/faults", rule).status == 201)
            let told = try emulator.explain("GET", "/v1/health")
            #expect(told["sandbox"] == .null)
            #expect(told["rules"]?.array?.map { $0["id"] } == ["all"])
            #expect(told["rules"]?[0]?["fires"] == true)
            #expect(told["answer"] == .null)
            let refused = try emulator.explain("GET", "/v1/me", ["headers": ["Authorization": "Bearer garbage"]])
            #expect(
                refused["rules"]?[0]?["why"]
                    == "is not tried, because the answer is already 401 invalid_api_key"
            )
        }
    }

    @Test func `an explained repeat is hit again without using up the rule or the repeat`() async throws {
        try await withEmulator { emulator in
            try emulator.addFault([
                "id": "cut", "on": ["operation": "createCustomer"], "then": ["connection": "reset"], "times": 1,
            ])
            let headers: HTTPHeaders = ["Idempotency-Key": "k", "Content-Type": "application/json"]
            let first = emulator.client().hold("/customers", ["name": "Acme"], headers: headers)
            #expect(first.cut == .reset)
            first.onFinish?(.connectionLost)
            let before = try counts(emulator)
            var request = Self.draft
            request["headers"] = ["Idempotency-Key": "k"]
            let told = try emulator.explain("POST", "/v1/customers", request)
            #expect(told["answer"] == .null)
            #expect(
                told["rules"]?[0]?["why"]
                    == "fires again, because this repeats request 1: the connection is reset without a response"
            )
            #expect(try counts(emulator) == before)
            emulator.clock.advance(by: .milliseconds(101))
            let later = try emulator.explain("POST", "/v1/customers", request)
            #expect(later["answer"]?["status"] == 201)
            #expect(later["rules"]?[0]?["why"] == "has fired 1 of 1 times")
        }
    }
}
