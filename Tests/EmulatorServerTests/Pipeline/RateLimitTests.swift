import Documents
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct RateLimitTests {
    /// The three headers: limit, remaining, reset.
    private func reading(_ answer: TestResponse) throws -> [Int] {
        try ["X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset"].map { name in
            try #require(answer.headers.first(name: name).flatMap { Int($0) })
        }
    }

    /// 2026-06-04T10:00:00Z in Unix seconds.
    private let start = 1_780_567_200

    @Test func `a bucket is always full when rate limits are not enforced`() async throws {
        try await withEmulator { emulator throws in
            for _ in 1...3 {
                #expect(try reading(try emulator.client().get("/me")) == [6000, 6000, start])
                #expect(try reading(try emulator.client().post("/customers", ["name": "A"])) == [600, 600, start])
            }
        }
    }

    @Test func `a bucket admits exactly as many requests as it holds`() async throws {
        try await withEmulator { emulator in
            try emulator.configure(["rate_limits": ["write_per_minute": 3]])
            for left in [2, 1, 0] {
                let answer = try emulator.client().post("/customers", ["name": "A"])
                #expect(answer.status == 201)
                #expect(try reading(answer) == [3, left, start + (3 - left) * 20])
            }
            let refused = try emulator.client().post("/customers", ["name": "A"])
            expect(refused, refuses: 429, "rate_limit_exceeded")
            #expect(refused.json["error"]?["type"] == "rate_limit_error")
            #expect(refused.message == "Too many requests. Retry after 20 seconds.")
            #expect(refused.headers["Retry-After"] == ["20"])
            #expect(try reading(refused) == [3, 0, start + 60])
            let list = try emulator.client().get("/customers")
            #expect(list.data.array?.count == 3)
        }
    }

    @Test func `the header Retry-After is exact to the second`() async throws {
        try await withEmulator { emulator in
            try emulator.configure(["rate_limits": ["read_per_minute": 7]])
            for _ in 1...7 { #expect(try emulator.client().get("/me").status == 200) }
            for _ in 1...5 {
                let refused = try emulator.client().get("/me")
                #expect(refused.status == 429)
                let wait = try #require(refused.headers.first(name: "Retry-After").flatMap { Int($0) })
                emulator.clock.advance(by: .seconds(wait - 1))
                #expect(try emulator.client().get("/me").status == 429)
                emulator.clock.advance(by: .seconds(1))
                #expect(try emulator.client().get("/me").status == 200)
            }
        }
    }

    @Test func `an idle bucket fills up to its limit and no further`() async throws {
        try await withEmulator { emulator in
            try emulator.configure(["rate_limits": ["read_per_minute": 2]])
            _ = try emulator.client().get("/me")
            emulator.clock.advance(by: .seconds(86_400))
            #expect(try reading(try emulator.client().get("/me"))[1] == 1)
            #expect(try emulator.client().get("/me").status == 200)
            #expect(try emulator.client().get("/me").status == 429)
        }
    }

    @Test func `reads and writes are counted separately`() async throws {
        try await withEmulator { emulator in
            try emulator.configure(["rate_limits": ["write_per_minute": 1, "read_per_minute": 2]])
            let client = emulator.client()
            let id = try emulator.createCustomer()
            #expect(try client.patch("/customers/\(id)", ["name": "B"]).status == 429)
            #expect(try client.delete("/customers/\(id)").status == 429)
            #expect(try client.get("/customers").status == 200)
            #expect(try client.send(.HEAD, "/customers").status == 200)
            #expect(try client.get("/customers").status == 429)
            #expect(try client.send(.HEAD, "/customers").status == 429)
        }
    }

    @Test func `organizations are counted separately, the keys of one together`() async throws {
        try await withEmulator { emulator in
            try emulator.configure([
                "rate_limits": ["read_per_minute": 2], "api_keys": [["key": "kdv_test_a"], ["key": "kdv_test_second"]],
            ])
            try emulator.configure(["rate_limits": ["read_per_minute": 2]], key: otherKey)
            #expect(try emulator.client().get("/me").status == 200)
            #expect(try emulator.client("kdv_test_second").get("/me").status == 200)
            #expect(try emulator.client().get("/me").status == 429)
            #expect(try emulator.client("kdv_test_second").get("/me").status == 429)
            #expect(try emulator.client(otherKey).get("/me").status == 200)
        }
    }

    @Test func `a refusal after the rate limit costs a token, a refusal before it costs none`() async throws {
        try await withEmulator { emulator in
            try emulator.configure(["rate_limits": ["write_per_minute": 4]])
            let client = emulator.client()
            _ = try client.sendOversized(.POST, "/customers")
            _ = try emulator.client(nil).post("/customers", ["name": "A"])
            _ = try emulator.client("garbage").post("/customers", ["name": "A"])
            #expect(try reading(try client.post("/nonsense"))[1] == 3)
            #expect(try reading(try client.post("/customers", [:]))[1] == 2)
            #expect(try reading(try client.delete("/customers/cus_nobody"))[1] == 1)
            #expect(try reading(try client.send(.PUT, "/customers"))[1] == 0)
            #expect(try client.post("/customers", ["name": "A"]).status == 429)
            // A refused request is not counted itself: the wait stays the same.
            #expect(try client.post("/customers", ["name": "A"]).headers["Retry-After"] == ["15"])
        }
    }

    @Test func `refusals have the rate limit headers only for a known organization`() async throws {
        try await withEmulator { emulator in
            let client = emulator.client()
            let known = [
                try client.get("/nonsense"), try client.send(.PUT, "/me"), try client.post("/customers", [:]),
                try client.get("/customers/cus_nobody"), try client.get("/customers?limit=0"),
            ]
            for answer in known {
                #expect(answer.status >= 400)
                #expect(try reading(answer).count == 3)
            }
            let unknown = [
                try emulator.client(nil).get("/me"), try emulator.client("garbage").get("/me"),
                try client.get("/health"), try client.get("/openapi.json"), try emulator.client(nil).get("/health"),
            ]
            for answer in unknown {
                #expect(answer.headers["X-RateLimit-Limit"] == [])
                #expect(answer.headers["X-RateLimit-Remaining"] == [])
                #expect(answer.headers["X-RateLimit-Reset"] == [])
            }
        }
    }

    // MARK: Settings

    @Test(
        arguments: [
            (["enforce": true], true, 599), (["write_per_minute": 10], true, 9), (["read_per_minute": 10], true, 599),
            (["write_per_minute": 10, "enforce": false], false, 10), (["write_per_minute": nil], false, 600),
        ] as [(JSONValue, Bool, Int)]
    )
    func `a rate limit in the settings is enforced`(settings: JSONValue, enforce: Bool, remaining: Int) async throws {
        try await withEmulator { emulator in
            let shown = try emulator.configure(["rate_limits": settings])
            #expect(shown["rate_limits"]?["enforce"] == .bool(enforce))
            #expect(try reading(try emulator.client().post("/customers", ["name": "A"]))[1] == remaining)
        }
    }

    @Test func `a change of the rate limits fills both buckets`() async throws {
        try await withEmulator { emulator in
            try emulator.configure(["rate_limits": ["write_per_minute": 1, "read_per_minute": 1]])
            for _ in 1...3 {
                _ = try emulator.createCustomer()
                #expect(try emulator.client().get("/me").status == 200)
                #expect(try emulator.client().get("/me").status == 429)
                #expect(try emulator.client().post("/customers", ["name": "A"]).status == 429)
                try emulator.configure(["rate_limits": ["enforce": true]])
            }
        }
    }

    @Test func `a rate limit of null returns to the plan's`() async throws {
        try await withEmulator { emulator in
            try emulator.configure(["rate_limits": ["write_per_minute": 5]])
            try emulator.configure(["rate_limits": ["write_per_minute": nil], "plan": "enterprise"])
            #expect(
                try reading(try emulator.client().post("/customers", ["name": "A"])).prefix(2) == [1_000_000, 999_999]
            )
        }
    }

    @Test func `the enforcement of rate limits can be switched off again`() async throws {
        try await withEmulator { emulator in
            try emulator.configure(["rate_limits": ["read_per_minute": 1]])
            _ = try emulator.client().get("/me")
            #expect(try emulator.client().get("/me").status == 429)
            try emulator.configure(["rate_limits": ["enforce": false]])
            for _ in 1...3 { #expect(try emulator.client().get("/me").status == 200) }
        }
    }
}
