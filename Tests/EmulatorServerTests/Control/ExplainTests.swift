import Documents
import Domain
import EmulatorCore
import EmulatorServer
import EmulatorTesting
import HTTPServing
import NIOHTTP1
import OrderedCollections
import Testing

/// The dry run of a request: what it answers, and that nothing changes.
@Suite struct ExplainTests {
    private static let draft: JSONObject = ["body": ["name": "Acme"]]

    private func state(_ emulator: Emulator) throws -> [UInt8] {
        try emulator.control(usualKey).get("/__admin/state").bytes
    }

    // MARK: The answer

    @Test func `an explained request gets the response that the real one gets afterwards`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.createCustomer()
            let before = try state(emulator)
            let told = try emulator.explain("POST", "/v1/customers", Self.draft)
            #expect(told["operation"] == "createCustomer")
            #expect(told["violations"] == [])
            #expect(told["rules"] == [])
            #expect(told["events"] == ["customer.created"])
            #expect(told["unanswered"] == .null)
            #expect(told["near"] == [])
            #expect(try state(emulator) == before)
            #expect(try emulator.events().count == 1)
            let real = try emulator.client().post("/customers", ["name": "Acme"])
            #expect(told["answer"]?["status"] == 201)
            #expect(told["answer"]?["body"] == real.json)
            let headers = JSONObject(real.headers.map { ($0.name, .string($0.value)) }) { first, _ in first }
            #expect(told["answer"]?["headers"] == .object(headers))
            let sandbox = try emulator.control().get("/__admin/sandboxes").data[0]?["id"]
            #expect(told["sandbox"] == sandbox)
        }
    }

    @Test func `an explained request is not in the journal`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.createCustomer()
            for path in ["/v1/customers", "/v1/nowhere", "/nowhere"] { _ = try emulator.explain("GET", path) }
            let journal = try emulator.control(usualKey).get("/__admin/requests")
            #expect(journal.json["last_seq"] == 1)
            #expect(try emulator.control().get("/__admin/requests").data.array?.count == 1)
        }
    }

    @Test func `an explained request shows its parameters with their types`() async throws {
        try await withEmulator { emulator in
            let list = try emulator.explain("get", "/v1/customers?limit=5&unknown=x")
            #expect(list["parameters"] == ["path": [:], "query": ["limit": 5]])
            #expect(list["operation"] == "listCustomers")
            let one = try emulator.explain("GET", "/v1/customers/cus_1")
            #expect(one["parameters"] == ["path": ["id": "cus_1"], "query": [:]])
            #expect(one["answer"]?["status"] == 404)
        }
    }

    @Test func `an explained request that is not valid shows its violations`() async throws {
        try await withEmulator { emulator in
            let told = try emulator.explain("POST", "/v1/customers", ["body": ["name": 5, "email": "nobody"]])
            #expect(told["violations"]?.array?.map { $0["pointer"] } == ["/name", "/email"])
            #expect(told["answer"]?["status"] == 400)
            #expect(told["answer"]?["body"]?["error"]?["param"] == "name")
            #expect(told["events"] == [])
        }
    }

    @Test func `a body that is not JSON can be explained as text`() async throws {
        try await withEmulator { emulator in
            let json: JSONObject = ["body_text": "{", "headers": ["Content-Type": "application/json"]]
            let broken = try emulator.explain("POST", "/v1/customers", json)
            #expect(broken["answer"]?["body"]?["error"]?["code"] == "invalid_request")
            let form: JSONObject = ["body_text": "name=A", "headers": ["Content-Type": "text/plain"]]
            #expect(try emulator.explain("POST", "/v1/customers", form)["answer"]?["status"] == 415)
            let both: JSONValue = ["method": "POST", "path": "/v1/customers", "body": [:], "body_text": "{}"]
            let refused = try emulator.control(usualKey).post("/__admin/explain", both)
            expectProblem(refused, 400, "invalid_body")
            #expect(refused.json["errors"]?[0]?["pointer"] == "/body_text")
        }
    }

    @Test func `a body above the size limit of the API is explained as too large`() async throws {
        try await withEmulator { emulator in
            let name = JSONValue.string(String(repeating: "x", count: 1 << 20))
            let told = try emulator.explain("POST", "/v1/customers", ["body": ["name": name]])
            #expect(told["answer"]?["status"] == 413)
            #expect(told["sandbox"] == .null)
        }
    }

    @Test func `an explained request shows what the plan refuses`() async throws {
        try await withEmulator { emulator in
            try emulator.configure(["plan": "starter"])
            let told = try emulator.explain("POST", "/v1/customers", Self.draft)
            #expect(told["operation"] == "createCustomer")
            #expect(told["answer"]?["status"] == 402)
            #expect(told["answer"]?["body"]?["error"]?["code"] == "feature_not_entitled")
        }
    }

    @Test func `an explained request takes no token from the rate limit`() async throws {
        try await withEmulator { emulator in
            try emulator.configure(["rate_limits": ["write_per_minute": 1]])
            for _ in 1...3 {
                let told = try emulator.explain("POST", "/v1/customers", Self.draft)
                #expect(told["answer"]?["headers"]?["X-RateLimit-Remaining"] == "0")
                #expect(told["answer"]?["status"] == 201)
            }
            #expect(try emulator.client().post("/customers", ["name": "Acme"]).status == 201)
            #expect(try emulator.explain("POST", "/v1/customers", Self.draft)["answer"]?["status"] == 429)
        }
    }

    // MARK: Idempotency

    @Test func `an explained replay shows the first response and no events`() async throws {
        try await withEmulator { emulator in
            let real = try emulator.client().post("/customers", ["name": "Acme"], headers: ["Idempotency-Key": "k"])
            var request = Self.draft
            request["headers"] = ["Idempotency-Key": "k"]
            let told = try emulator.explain("POST", "/v1/customers", request)
            #expect(told["answer"]?["body"] == real.json)
            #expect(told["answer"]?["headers"]?["Idempotent-Replayed"] == "true")
            #expect(told["events"] == [])
        }
    }

    @Test func `an explained request does not use up its idempotency key`() async throws {
        try await withEmulator { emulator in
            var request = Self.draft
            request["headers"] = ["Idempotency-Key": "k"]
            _ = try emulator.explain("POST", "/v1/customers", request)
            let real = try emulator.client().post("/customers", ["name": "Other"], headers: ["Idempotency-Key": "k"])
            #expect(real.status == 201)
            #expect(real.headers["Idempotent-Replayed"] == ["false"])
        }
    }

    @Test func `an explained request does not wait for a running one with its idempotency key`() async throws {
        try await withEmulator { emulator in
            let headers: HTTPHeaders = ["Idempotency-Key": "k", "Content-Type": "application/json"]
            let running = emulator.client().hold("/customers", ["name": "Acme"], headers: headers)
            var request = Self.draft
            request["headers"] = ["Idempotency-Key": "k"]
            let told = try emulator.explain("POST", "/v1/customers", request)
            #expect(told["answer"] == .null)
            let reason: JSONValue = "the request waits for another one with the same Idempotency-Key, at most 30s"
            #expect(told["unanswered"] == reason)
            #expect(told["operation"] == "createCustomer")
            #expect(told["events"] == [])
            running.onFinish?(.written)
            #expect(try emulator.explain("POST", "/v1/customers", request)["answer"]?["status"] == 201)
        }
    }

    // MARK: Keys and sandboxes

    @Test func `an explanation needs a key unless there is only one sandbox`() async throws {
        try await withEmulator { emulator in
            let body: JSONValue = ["method": "GET", "path": "/v1/me"]
            expectProblem(try emulator.control().post("/__admin/explain", body), 400, "sandbox_required")
            _ = try emulator.client().get("/me")
            #expect(try emulator.explain("GET", "/v1/me", key: nil)["answer"]?["status"] == 200)
            _ = try emulator.client(otherKey).get("/me")
            expectProblem(try emulator.control().post("/__admin/explain", body), 400, "sandbox_required")
            let id = try #require(try emulator.control(otherKey).get("/__admin/sandboxes").data[0]?["id"]?.string)
            let named = try emulator.control().post("/__admin/explain?sandbox=\(id)", body)
            #expect(named.json["sandbox"] == .string(id))
        }
    }

    @Test(
        arguments: [
            ("Bearer garbage", "invalid_api_key"), ("Bearer kdv_test_old", "revoked_api_key"),
            ("Basic x", "missing_api_key"),
        ]
    )
    func `the key of an explained request is checked`(header: String, code: String) async throws {
        try await withEmulator { emulator in
            try emulator.configure([
                "api_keys": [["key": "kdv_test_old", "status": "revoked"], ["key": .string(usualKey)]]
            ])
            try emulator.addFault(["id": "r", "on": ["any": true], "then": ["malformed": true]])
            let request: JSONObject = ["headers": ["authorization": .string(header)]]
            let told = try emulator.explain("GET", "/v1/me", request)
            #expect(told["answer"]?["status"] == 401)
            #expect(told["answer"]?["body"]?["error"]?["code"] == .string(code))
            #expect(told["sandbox"] == .null)
            #expect(told["rules"] == [])
            #expect(told["operation"] == "getMe")
        }
    }

    @Test func `a request without a key is explained with an active key of the sandbox`() async throws {
        try await withEmulator { emulator in
            try emulator.configure([
                "api_keys": [["key": .string(usualKey), "status": "revoked"], ["key": "kdv_test_rotated"]]
            ])
            let told = try emulator.explain("GET", "/v1/me")
            #expect(told["answer"]?["status"] == 200)
            #expect(told["answer"]?["body"]?["data"]?["api_key"]?["last4"] == "ated")
        }
    }

    @Test(arguments: [otherKey, "kdv_test_unused"])
    func `an explained request cannot have the key of another sandbox`(key: String) async throws {
        try await withEmulator { emulator in
            for known in [usualKey, otherKey] { _ = try emulator.client(known).get("/me") }
            let body: JSONValue = [
                "method": "GET", "path": "/v1/me", "headers": ["Authorization": .string("Bearer \(key)")],
            ]
            let answer = try emulator.control(usualKey).post("/__admin/explain", body)
            expectProblem(answer, 400, "invalid_body")
            #expect(answer.json["errors"]?[0]?["pointer"] == "/headers")
            #expect(Set(emulator.application.registry.sandboxes.map(\.key)) == [usualKey, otherKey])
        }
    }

    @Test(arguments: ["customers", "/v1/a b", "/v1/ä", "/v1/x#y"])
    func `a path that cannot be sent is refused`(path: String) async throws {
        try await withEmulator { emulator in
            let body: JSONValue = ["method": "GET", "path": .string(path)]
            let answer = try emulator.control(usualKey).post("/__admin/explain", body)
            expectProblem(answer, 400, "invalid_body")
            #expect(answer.json["errors"]?[0]?["pointer"] == "/path")
        }
    }

    // MARK: Other paths

    @Test(arguments: ["/__admin/reset", "/livez", "/onboard/x", "/__admin/nowhere"])
    func `a request to the control API is not explained`(path: String) async throws {
        try await withEmulator { emulator in
            let body: JSONValue = ["method": "POST", "path": .string(path)]
            let answer = try emulator.control(usualKey).post("/__admin/explain", body)
            expectProblem(answer, 400, "invalid_body")
            #expect(answer.json["errors"]?[0]?["pointer"] == "/path")
        }
    }

    @Test func `a request to the operator's dashboard is explained`() async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer(in: .archived)
            let before = try state(emulator)
            let told = try emulator.explain("POST", "/api/customers/\(id)/restore")
            #expect(told["operation"] == "restoreCustomer")
            #expect(told["answer"]?["status"] == 200)
            #expect(told["answer"]?["body"]?["data"]?["status"] == "pending")
            #expect(told["events"] == ["customer.updated"])
            #expect(told["sandbox"] != .null)
            #expect(try state(emulator) == before)
        }
    }

    @Test func `an onboarding call belongs to the sandbox only if the sandbox has its token`() async throws {
        try await withEmulator { emulator in
            let invitation = try emulator.invite()
            let path = "/api/public/onboarding/resolve"
            let known = try emulator.explain("POST", path, ["body": ["token": .string(invitation.token)]])
            #expect(known["operation"] == "resolveOnboarding")
            #expect(known["answer"]?["status"] == 200)
            #expect(known["sandbox"] != .null)
            for _ in 1...40 {
                let unknown = try emulator.explain("POST", path, ["body": ["token": "csl_nobodys"]])
                #expect(unknown["answer"]?["status"] == 404)
                #expect(unknown["sandbox"] == .null)
            }
            #expect(try emulator.resolve("csl_nobodys").status == 404)
        }
    }

    // MARK: Unmatched requests

    @Test(
        arguments: [
            ("POST", "/v1/customer", 404, "no operation POST /v1/customer; did you mean POST /v1/customers?"),
            ("PUT", "/v1/customers?x=1", 405, "no operation PUT /v1/customers; the path allows GET and POST"),
            (
                "POST", "/customers", 404,
                "no operation POST /customers; the API is under /v1: did you mean POST /v1/customers?"
            ),
        ] as [(String, String, Int, String)]
    )
    func `an explained request that no operation matches shows the most similar operation`(
        method: String,
        path: String,
        status: Int,
        near: String
    ) async throws {
        try await withEmulator { emulator in
            let told = try emulator.explain(method, path)
            #expect(told["operation"] == .null)
            #expect(told["parameters"] == ["path": [:], "query": [:]])
            #expect(told["answer"]?["status"] == .integer(status))
            #expect(told["near"]?[0] == .string(near))
            #expect((told["sandbox"] == .null) == !path.hasPrefix("/v1"))
        }
    }
}
