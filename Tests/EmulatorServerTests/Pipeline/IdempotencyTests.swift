import Documents
import Domain
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Synchronization
import Testing

@testable import HTTPServing

@Suite struct IdempotencyTests {
    private static let key: HTTPHeaders = ["Idempotency-Key": "5d1f0d6e-6c1e-4a52-9c0b-0c8f8a6f2f11"]
    private static let body: JSONValue = ["name": "Acme Logistics", "metadata": ["a": 1, "b": [1, 2]]]

    /// The headers that a replay repeats, in their order.
    private func lasting(_ answer: TestResponse) -> [String] {
        let fleeting = [
            "x-mock-seq", "idempotent-replayed", "x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset",
        ]
        return answer.headers.filter { !fleeting.contains($0.name.lowercased()) }.map { "\($0.name): \($0.value)" }
    }

    // MARK: Replay

    @Test func `a repeated request gets the first response byte for byte and has no effect`() async throws {
        try await withEmulator { emulator in
            let client = emulator.client()
            let first = try client.post("/customers", Self.body, headers: Self.key)
            #expect(first.status == 201)
            #expect(first.headers["Idempotent-Replayed"] == ["false"])
            emulator.clock.advance(by: .seconds(60))
            for _ in 1...2 {
                let again = try client.post("/customers", Self.body, headers: Self.key)
                #expect(again.status == 201)
                #expect(again.bytes == first.bytes)
                #expect(lasting(again) == lasting(first))
                #expect(again.headers["X-Request-Id"] == first.headers["X-Request-Id"])
                #expect(again.headers["Idempotent-Replayed"] == ["true"])
                #expect(again.headers["X-Mock-Seq"] != first.headers["X-Mock-Seq"])
            }
            #expect(try client.get("/customers").data.array?.count == 1)
            #expect(try emulator.events().count == 1)
        }
    }

    @Test func `a replay shows the first response, not the current state`() async throws {
        try await withEmulator { emulator in
            let client = emulator.client()
            let first = try client.post("/customers", Self.body, headers: Self.key)
            let id = try #require(first.data["id"]?.string)
            _ = try client.patch("/customers/\(id)", ["name": "Later"])
            let again = try client.post("/customers", Self.body, headers: Self.key)
            #expect(again.data["name"] == "Acme Logistics")
        }
    }

    @Test func `refusals are replayed, too`() async throws {
        try await withEmulator { emulator in
            let client = emulator.client()
            let archived = try emulator.createCustomer(in: .archived)
            let calls: [(String, JSONValue, Int)] = [
                ("/customers", [:], 400), ("/customers/cus_nobody/setup_links", [:], 404),
                ("/customers/\(archived)/setup_links", [:], 409),
            ]
            for (path, body, status) in calls {
                let headers: HTTPHeaders = ["Idempotency-Key": "key-\(status)"]
                let first = try client.post(path, body, headers: headers)
                #expect(first.status == status)
                #expect(first.headers["Idempotent-Replayed"] == ["false"])
                let again = try client.post(path, body, headers: headers)
                #expect(again.bytes == first.bytes)
                #expect(again.status == status)
                #expect(again.headers["Idempotent-Replayed"] == ["true"])
            }
        }
    }

    @Test func `a refusal is replayed even when its reason is gone`() async throws {
        try await withEmulator { emulator in
            let client = emulator.client()
            try emulator.configure(["teams": []])
            let first = try client.post("/customers", Self.body, headers: Self.key)
            expect(first, refuses: 400, "invalid_field_value", param: "team_id")
            try emulator.configure(["teams": [["name": "New"]]])
            let again = try client.post("/customers", Self.body, headers: Self.key)
            #expect(again.bytes == first.bytes)
        }
    }

    @Test(arguments: [
        #"{"metadata":{"b":[1,2],"a":1},"name":"Acme Logistics"}"#,
        "{ \"name\" : \"Acme Logistics\",\n\t\"metadata\": {\"a\":1, \"b\":[ 1, 2 ]}}\n",
        #"{"name":"Acm\u0065 Logistics","metadata":{"a":1,"b":[1,2]}}"#,
    ])
    func `a body that differs only in order, spacing or escapes is replayed`(text: String) async throws {
        try await withEmulator { emulator in
            let client = emulator.client()
            let first = try client.post("/customers", Self.body, headers: Self.key)
            let again = try client.send(.POST, "/customers", body: Array(text.utf8), headers: Self.key)
            #expect(again.bytes == first.bytes)
            #expect(again.headers["Idempotent-Replayed"] == ["true"])
        }
    }

    @Test func `a missing body and an empty object are the same request`() async throws {
        try await withEmulator { emulator in
            let path = "/customers/\(try emulator.createCustomer())/setup_links"
            let first = try emulator.client().post(path, nil, headers: Self.key)
            let again = try emulator.client().post(path, [:], headers: Self.key)
            #expect(again.bytes == first.bytes)
            #expect(first.status == 201)
        }
    }

    // MARK: Another request

    @Test(
        arguments: [
            ("/customers", ["name": "Other"]),
            ("/customers", ["name": "Acme Logistics", "metadata": ["a": 1, "b": [2, 1]]]),
            ("/labels", ["name": "Acme Logistics", "metadata": ["a": 1, "b": [1, 2]]]),
        ] as [(String, JSONValue)]
    )
    func `an idempotency key with another path or body is refused`(path: String, body: JSONValue) async throws {
        try await withEmulator { emulator in
            let client = emulator.client()
            let first = try client.post("/customers", Self.body, headers: Self.key)
            let other = try client.post(path, body, headers: Self.key)
            expect(other, refuses: 422, "idempotency_key_reuse")
            #expect(other.json["error"]?["type"] == "invalid_request_error")
            #expect(other.headers["X-Request-Id"] != first.headers["X-Request-Id"])
            let again = try client.post("/customers", Self.body, headers: Self.key)
            #expect(again.bytes == first.bytes)
            #expect(try client.get("/customers").data.array?.count == 1)
        }
    }

    @Test func `the switch idempotency_mismatch makes the reuse of a key a conflict`() async throws {
        try await withEmulator { emulator in
            try emulator.configure(["switches": ["idempotency_mismatch": 409]])
            _ = try emulator.client().post("/customers", Self.body, headers: Self.key)
            let other = try emulator.client().post("/customers", ["name": "Other"], headers: Self.key)
            expect(other, refuses: 409, "idempotency_conflict")
            #expect(other.json["error"]?["type"] == "conflict")
        }
    }

    @Test func `an idempotency key belongs to one organization, whichever API key is used`() async throws {
        try await withEmulator { emulator in
            let first = try emulator.client().post("/customers", Self.body, headers: Self.key)
            let other = try emulator.client(otherKey).post("/customers", ["name": "Other"], headers: Self.key)
            #expect(other.status == 201)
            #expect(other.headers["Idempotent-Replayed"] == ["false"])
            try emulator.configure(["api_keys": [["key": "kdv_test_a"], ["key": "kdv_test_second"]]])
            let again = try emulator.client("kdv_test_second").post("/customers", Self.body, headers: Self.key)
            #expect(again.bytes == first.bytes)
        }
    }

    // MARK: The lifetime of a record

    @Test func `a response is replayed for 24 hours`() async throws {
        try await withEmulator { emulator in
            let client = emulator.client()
            let first = try client.post("/customers", Self.body, headers: Self.key)
            emulator.clock.advance(by: .milliseconds(86_399_999))
            let again = try client.post("/customers", Self.body, headers: Self.key)
            #expect(again.bytes == first.bytes)
            emulator.clock.advance(by: .milliseconds(1))
            let new = try client.post("/customers", ["name": "Other"], headers: Self.key)
            #expect(new.status == 201)
            #expect(new.headers["Idempotent-Replayed"] == ["false"])
            #expect(try client.get("/customers").data.array?.count == 2)
        }
    }

    @Test(
        arguments: [["plan": "starter"], ["subscription": "inactive"], ["rate_limits": ["write_per_minute": 1]]]
            as [JSONValue]
    )
    func `a refusal before the record is looked up is not kept`(settings: JSONValue) async throws {
        try await withEmulator { emulator in
            try emulator.configure(settings)
            if settings["rate_limits"] != nil { _ = try emulator.client().post("/nonsense") }
            let refused = try emulator.client().post("/customers", Self.body, headers: Self.key)
            #expect([402, 429].contains(refused.status))
            #expect(refused.headers["Idempotent-Replayed"] == [])
            try emulator.configure(["plan": "business", "subscription": "active", "rate_limits": ["enforce": false]])
            let first = try emulator.client().post("/customers", Self.body, headers: Self.key)
            #expect(first.status == 201)
            #expect(first.headers["Idempotent-Replayed"] == ["false"])
        }
    }

    @Test(arguments: [("text/plain", "{}", 415), ("application/json", "{", 400), ("application/json", "[]", 400)])
    func `a refusal of an unreadable body is not kept either`(type: String, body: String, status: Int) async throws {
        try await withEmulator { emulator in
            var headers = Self.key
            headers.add(name: "Content-Type", value: type)
            let refused = try emulator.client().send(.POST, "/customers", body: Array(body.utf8), headers: headers)
            #expect(refused.status == status)
            #expect(refused.headers["Idempotent-Replayed"] == [])
            let first = try emulator.client().post("/customers", Self.body, headers: Self.key)
            #expect(first.status == 201)
        }
    }

    @Test func `a reset drops the idempotency records`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.client().post("/customers", Self.body, headers: Self.key)
            _ = try emulator.control(usualKey).post("/__admin/reset")
            let first = try emulator.client().post("/customers", ["name": "Other"], headers: Self.key)
            #expect(first.status == 201)
            #expect(first.headers["Idempotent-Replayed"] == ["false"])
        }
    }

    // MARK: The header

    @Test(arguments: [(1, 201), (255, 201), (256, 400), (1000, 400), (0, 400)])
    func `an idempotency key has 1 to 255 characters`(length: Int, status: Int) async throws {
        try await withEmulator { emulator in
            let headers: HTTPHeaders = ["Idempotency-Key": String(repeating: "k", count: length)]
            let answer = try emulator.client().post("/customers", Self.body, headers: headers)
            #expect(answer.status == status)
            if status == 400 { expect(answer, refuses: 400, "invalid_field_value", param: "Idempotency-Key") }
        }
    }

    @Test func `a request without an idempotency key has no replay header`() async throws {
        try await withEmulator { emulator in
            let first = try emulator.client().post("/customers", Self.body)
            let second = try emulator.client().post("/customers", Self.body)
            #expect(first.headers["Idempotent-Replayed"] == [])
            #expect(second.headers["Idempotent-Replayed"] == [])
            #expect(first.data["id"] != second.data["id"])
        }
    }

    @Test func `methods other than POST ignore the idempotency key`() async throws {
        try await withEmulator { emulator in
            let client = emulator.client()
            let id = try emulator.createCustomer()
            let long: HTTPHeaders = ["Idempotency-Key": String(repeating: "k", count: 256)]
            for headers in [Self.key, long] {
                let answers = [
                    try client.patch("/customers/\(id)", ["name": "B"], headers: headers),
                    try client.patch("/customers/\(id)", ["name": "C"], headers: headers),
                    try client.get("/customers/\(id)", headers: headers),
                ]
                for answer in answers {
                    #expect(answer.status == 200)
                    #expect(answer.headers["Idempotent-Replayed"] == [])
                }
                #expect(answers[2].data["name"] == "C")
            }
            #expect(try client.delete("/customers/\(id)", headers: Self.key).status == 200)
            #expect(try client.delete("/customers/\(id)", headers: Self.key).status == 409)
        }
    }

    @Test func `a replay uses up rate limit and shows the current rate limit headers`() async throws {
        try await withEmulator { emulator in
            try emulator.configure(["rate_limits": ["write_per_minute": 3]])
            let remaining = try (0..<3).map { _ in
                try emulator.client().post("/customers", Self.body, headers: Self.key).headers["X-RateLimit-Remaining"]
            }
            #expect(remaining == [["2"], ["1"], ["0"]])
            let refused = try emulator.client().post("/customers", Self.body, headers: Self.key)
            expect(refused, refuses: 429, "rate_limit_exceeded")
            emulator.clock.advance(by: .seconds(20))
            let again = try emulator.client().post("/customers", Self.body, headers: Self.key)
            #expect(again.headers["Idempotent-Replayed"] == ["true"])
        }
    }

    @Test func `the journal marks replays`() async throws {
        try await withEmulator { emulator in
            for _ in 1...2 { _ = try emulator.client().post("/customers", Self.body, headers: Self.key) }
            let rows = try emulator.control(usualKey).get("/__admin/requests")
            #expect(rows.column("replayed") == [false, true])
            let detail = try emulator.control(usualKey).get("/__admin/requests/2")
            #expect(detail.json["events"] == [])
        }
    }

    // MARK: Parallel requests

    @Test func `a second request waits until the first response is written and gets the same one`() async throws {
        try await withEmulator { emulator in
            let client = emulator.client()
            let first = client.hold("/customers", Self.body, headers: Self.key)
            let second = client.hold("/customers", Self.body, headers: Self.key)
            let given = Arrival(second)
            #expect(given.answer == nil)
            first.onFinish?(.written)
            let answer = try #require(given.answer)
            #expect(answer.status == 201)
            #expect(answer.headers["Idempotent-Replayed"] == ["true"])
            #expect(try emulator.client().get("/customers").data.array?.count == 1)
        }
    }

    @Test func `a request that has waited for 30 seconds is refused, and the first keeps its record`() async throws {
        try await withEmulator { emulator in
            let client = emulator.client()
            let first = client.hold("/customers", Self.body, headers: Self.key)
            let second = client.hold("/customers", Self.body, headers: Self.key)
            guard case .later(let pending) = second.content else { throw TestFailure("the second call did not wait") }
            #expect(pending.timeout == .seconds(30))
            let given = Arrival(second)
            #expect(given.answer == nil)
            pending.expire()
            expect(try #require(given.answer), refuses: 409, "idempotency_in_progress")
            first.onFinish?(.written)
            let third = try client.post("/customers", Self.body, headers: Self.key)
            #expect(third.status == 201)
            #expect(third.headers["Idempotent-Replayed"] == ["true"])
            #expect(try client.get("/customers").data.array?.count == 1)
        }
    }

    @Test func `a request waits as long as the setting idempotency says`() async throws {
        try await withEmulator { emulator in
            try emulator.configure(["idempotency": ["wait": "250ms"]])
            let client = emulator.client()
            let first = client.hold("/customers", Self.body, headers: Self.key)
            let second = client.hold("/customers", Self.body, headers: Self.key)
            guard case .later(let pending) = second.content else { throw TestFailure("the second call did not wait") }
            #expect(pending.timeout == .milliseconds(250))
            let given = Arrival(second)
            pending.expire()
            expect(try #require(given.answer), refuses: 409, "idempotency_in_progress")
            first.onFinish?(.written)
        }
    }

    @Test func `a response that its client did not get is replayed to the next request`() async throws {
        try await withEmulator { emulator in
            let client = emulator.client()
            let first = client.hold("/customers", Self.body, headers: Self.key)
            let lost = client.hold("/customers", Self.body, headers: Self.key)
            lost.onFinish?(.connectionLost)
            first.onFinish?(.connectionLost)
            let again = try client.post("/customers", Self.body, headers: Self.key)
            #expect(again.headers["Idempotent-Replayed"] == ["true"])
            #expect(try client.get("/customers").data.array?.count == 1)
        }
    }

    @Test func `a request with another body is refused at once while the first runs`() async throws {
        try await withEmulator { emulator in
            let client = emulator.client()
            let first = client.hold("/customers", Self.body, headers: Self.key)
            let other = try client.post("/customers", ["name": "Other"], headers: Self.key)
            expect(other, refuses: 422, "idempotency_key_reuse")
            first.onFinish?(.written)
        }
    }

    @Test func `a waiting request is cancelled by a reset`() async throws {
        try await withEmulator { emulator in
            let client = emulator.client()
            let first = client.hold("/customers", Self.body, headers: Self.key)
            let given = Arrival(client.hold("/customers", Self.body, headers: Self.key))
            let report = try emulator.control(usualKey).post("/__admin/reset")
            #expect(report.json["cancelled"] == ["responses": 1, "deliveries": 0, "timers": 0])
            let answer = try #require(given.answer)
            expectProblem(answer, 503, "reset")
            first.onFinish?(.written)
            let later = try client.post("/customers", Self.body, headers: Self.key)
            #expect(later.headers["Idempotent-Replayed"] == ["false"])
        }
    }
}

/// Waits for the response of a reply, as a connection does.
private final class Arrival: Sendable {
    private let response = Mutex<Response?>(nil)

    init(_ reply: Reply) {
        if let end = reply.deliver(to: { self.store($0) }) { store(end) }
    }

    var answer: TestResponse? { response.withLock { $0.map { TestResponse($0) } } }

    private func store(_ reply: Reply) {
        guard case .now(let response) = reply.content else { return }
        self.response.withLock { $0 = response }
    }
}
