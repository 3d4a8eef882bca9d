import Documents
import Domain
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@Suite(.timeLimit(.minutes(15))) struct WebhookPolicyTests {
    private static let path = "/__admin/webhooks/policy"
    private static let vendor: JSONValue = [
        "retries": "vendor", "jitter": 0, "timeout": "10s", "order": "event", "sign_time": "wall",
    ]

    /// The times of all attempts of the only delivery.
    private func instants(_ emulator: Emulator) throws -> [JSONValue] {
        let id = try #require(try emulator.deliveries().first?["id"]?.string)
        return try #require(try emulator.delivery(id)["attempt_log"]?.array).column("at")
    }

    // MARK: Settings

    @Test(arguments: [usualKey, nil] as [String?])
    func `the policy is the vendor's until it is changed`(key: String?) async throws {
        try await withEmulator { emulator in
            let policy = try emulator.control(key).get(Self.path)
            #expect(policy.json == Self.vendor)
            let keys = policy.json.object.map { Array($0.keys) }
            #expect(keys == ["retries", "jitter", "timeout", "order", "sign_time"])
        }
    }

    @Test(
        arguments: [
            ([:], [:]), (["retries": "none"], ["retries": "none"]), (["retries": []], ["retries": "none"]),
            (["retries": ["1s", "PT1M", "250ms"]], ["retries": ["1s", "1m", "250ms"]]),
            (["retries": ["10s", "30s", "2m", "10m", "1h", "6h", "24h"]], ["retries": "vendor"]),
            (["jitter": 0.2], ["jitter": 0.2]), (["timeout": "1500ms"], ["timeout": "1500ms"]),
            (["order": "none", "sign_time": "sandbox"], ["order": "none", "sign_time": "sandbox"]),
        ] as [(JSONValue, JSONObject)]
    )
    func `a policy member that is absent takes its default`(body: JSONValue, changes: JSONObject) async throws {
        try await withEmulator { emulator in
            let control = emulator.control(usualKey)
            let other: JSONValue = ["retries": ["7s"], "jitter": 1, "timeout": "3s", "order": "none"]
            #expect(try control.put(Self.path, other).status == 200)
            let expected = JSONValue.object(try #require(Self.vendor.object).merging(changes) { $1 })
            #expect(try control.put(Self.path, body).json == expected)
            #expect(try control.get(Self.path).json == expected)
        }
    }

    @Test(
        arguments: [
            (["retries": "often"], "/retries"), (["retries": ["soon"]], "/retries/0"),
            (["retries": ["1s", "P1Y"]], "/retries/1"),
            (["retries": ["1s", "1s", "1s", "1s", "1s", "1s", "1s", "1s"]], "/retries"), (["jitter": 1.1], "/jitter"),
            (["jitter": -0.1], "/jitter"), (["timeout": "0s"], "/timeout"), (["timeout": 10], "/timeout"),
            (["order": "random"], "/order"), (["sign_time": "utc"], "/sign_time"), (["retry": "none"], "/retry"),
        ] as [(JSONValue, String)]
    )
    func `an invalid policy is refused and changes nothing`(body: JSONValue, place: String) async throws {
        try await withEmulator { emulator in
            let answer = try emulator.control(usualKey).put(Self.path, body)
            expectProblem(answer, 400, "invalid_body")
            let pointer = try #require(answer.json["errors"]?[0]?["pointer"]?.string)
            #expect(pointer.hasPrefix(place) || place.hasPrefix(pointer + "/"))
            #expect(try emulator.control(usualKey).get(Self.path).json == Self.vendor)
        }
    }

    @Test func `a policy without a key applies to all worlds, also to later ones`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.world()
            try emulator.setPolicy(["retries": "none"], key: nil)
            for key in [usualKey, otherKey, nil] {
                #expect(try emulator.control(key).get(Self.path).json["retries"] == "none")
            }
            try emulator.setPolicy(["timeout": "1s"], key: otherKey)
            #expect(try emulator.control(otherKey).get(Self.path).json["retries"] == "vendor")
            #expect(try emulator.control(usualKey).get(Self.path).json["retries"] == "none")
            _ = try emulator.control(otherKey).post("/__admin/reset")
            #expect(try emulator.control(otherKey).get(Self.path).json["retries"] == "none")
            _ = try emulator.control().post("/__admin/reset")
            for key in [usualKey, otherKey, nil] {
                #expect(try emulator.control(key).get(Self.path).json == Self.vendor)
            }
        }
    }

    // MARK: Effects

    @Test(
        arguments: [
            ("none", [0]), (["1s", "5s"], [0, 1, 6]), (["0s"], [0, 0]), ("vendor", [0, 10, 40, 160, 760]),
        ] as [(JSONValue, [Int64])]
    )
    func `the policy sets the times of the retries`(retries: JSONValue, seconds: [Int64]) async throws {
        let receiver = WebhookReceiver { _ in .answer(500) }
        try await withEmulator(transport: receiver) { emulator in
            try emulator.setPolicy(["retries": retries])
            _ = try emulator.subscribe(to: ["customer.created"])
            _ = try emulator.createCustomer()
            try await emulator.settle()
            try await emulator.advance(["by": "20m"])
            #expect(try instants(emulator) == seconds.map(Emulator.instant))
            let status = try #require(try emulator.deliveries().first?["status"])
            #expect(status == (retries == "vendor" ? "failed" : "dead"))
        }
    }

    @Test func `a jitter of 0.2 changes every wait by a fifth at most`() async throws {
        let receiver = WebhookReceiver { _ in .answer(500) }
        try await withEmulator(transport: receiver) { emulator in
            try emulator.setPolicy(["jitter": 0.2])
            _ = try emulator.subscribe(to: ["customer.created"])
            _ = try emulator.createCustomer()
            try await emulator.settle()
            try await emulator.advance(["by": "8d"])
            let moments = try instants(emulator).map { try #require($0.string) }
            let stamps = try moments.map { try #require(Timestamp(iso8601: $0)).milliseconds }
            let waits = zip(stamps.dropFirst(), stamps).map { $0 - $1 }
            let vendor: [Int64] = [10, 30, 120, 600, 3600, 21_600, 86_400]
            #expect(waits.count == vendor.count)
            for (wait, seconds) in zip(waits, vendor) {
                #expect(abs(wait - seconds * 1000) <= seconds * 200)
                #expect(wait != seconds * 1000)
            }
        }
    }

    @Test func `the policy sets the timeout of an attempt`() async throws {
        let receiver = WebhookReceiver()
        try await withEmulator(transport: receiver) { emulator in
            _ = try emulator.subscribe(to: ["customer.created"])
            _ = try emulator.createCustomer()
            try await emulator.settle()
            try emulator.setPolicy(["timeout": "1500ms"])
            _ = try emulator.createCustomer()
            try await emulator.settle()
            #expect(receiver.received.map(\.timeout) == [.seconds(10), TimeSpan(milliseconds: 1500)])
        }
    }

    @Test(arguments: ["wall", "sandbox"])
    func `the policy signs with wall time or the world's time`(signTime: String) async throws {
        let receiver = WebhookReceiver()
        try await withEmulator(transport: receiver) { emulator in
            try emulator.setPolicy(["sign_time": .string(signTime)])
            let clock: JSONValue = ["mode": "frozen", "now": "2030-01-01T00:00:00.999Z"]
            _ = try emulator.control(usualKey).put("/__admin/clock", clock)
            let hook = try emulator.subscribe(to: ["customer.created"])
            _ = try emulator.createCustomer()
            try await emulator.settle()
            let seconds: Int64 = signTime == "wall" ? 1_780_567_200 : 1_893_456_000
            try expect(try #require(receiver.received.first), isSignedWith: [hook.secret], at: seconds)
        }
    }

    @Test func `without an order 32 webhooks are sent at once, the others when those end`() async throws {
        let receiver = WebhookReceiver { _ in .hold }
        try await withEmulator(transport: receiver) { emulator in
            try emulator.setPolicy(["order": "none"])
            _ = try emulator.subscribe(to: ["customer.created"])
            _ = try emulator.createCustomers(Array(repeating: "A", count: 40))
            _ = await receiver.received(atLeast: 32)
            try await emulator.settle(key: otherKey)
            #expect(receiver.received.count == 32)
            receiver.react { _ in .answer(200) }
            receiver.release()
            #expect(await receiver.received(atLeast: 40).count == 40)
            try await emulator.settle()
            #expect(Set(try emulator.deliveries().column("status")) == ["delivered"])
        }
    }

    @Test func `in event order a webhook waits only half a second for the one before`() async throws {
        let receiver = WebhookReceiver { _ in .hold }
        try await withEmulator(transport: receiver) { emulator in
            _ = try emulator.subscribe(to: ["customer.created"])
            let start = ContinuousClock.now
            _ = try emulator.createCustomers(["1", "2", "3"])
            let sent = await receiver.received(atLeast: 2)
            #expect(ContinuousClock.now - start >= .milliseconds(490))
            #expect(sent.prefix(2).map { $0.json["data"]?["customer"]?["name"] } == ["1", "2"])
            receiver.react { _ in .answer(200) }
            receiver.release()
            try await emulator.settle()
            #expect(Set(try emulator.deliveries().column("status")) == ["delivered"])
        }
    }

    @Test func `in event order webhooks reach a receiver one after another`() async throws {
        let receiver = WebhookReceiver()
        try await withEmulator(transport: receiver) { emulator in
            _ = try emulator.subscribe(to: ["customer.created"])
            let names = (1...100).map(String.init)
            _ = try emulator.createCustomers(names)
            let sent = await receiver.received(atLeast: 100)
            #expect(sent.map { $0.json["data"]?["customer"]?["name"]?.string } == names)
        }
    }
}
