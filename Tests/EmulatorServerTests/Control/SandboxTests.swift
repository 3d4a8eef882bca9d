import Documents
import EmulatorCore
import EmulatorServer
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct SandboxTests {
    // MARK: List

    @Test func `a sandbox is listed with its key, times and counts`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.createCustomer()
            emulator.clock.advance(by: .seconds(5))
            _ = try emulator.createCustomer()
            let rows = try emulator.control().get("/__admin/sandboxes").data
            var row = try #require(rows[0]?.object)
            let id = try #require(row.removeValue(forKey: "id")?.string)
            #expect(id.wholeMatch(of: /sbx_[0-9A-HJKMNP-TV-Z]{26}/) != nil)
            #expect(
                .object(row) == [
                    "key_last4": "st_a", "scenario": "default", "seed": 42, "born_at": "2026-06-04T10:00:00.000Z",
                    "used_at": "2026-06-04T10:00:05.000Z",
                    "clock": ["mode": "real", "now": "2026-06-04T10:00:05.000Z", "offset_ms": 0],
                    "customers": 2, "messages": 0, "requests": 2,
                ] as JSONValue
            )
        }
    }

    @Test func `each sandbox is listed with its own clock`() async throws {
        try await withEmulator { emulator in
            for key in [usualKey, otherKey] { _ = try emulator.client(key).get("/me") }
            let frozen: JSONValue = ["mode": "frozen", "now": "2026-06-05T10:00:00.000Z"]
            let set = try emulator.control(otherKey).put("/__admin/clock", frozen)
            let clocks = try emulator.control().get("/__admin/sandboxes").column("clock")
            #expect(clocks.count == 2)
            #expect(clocks[0]["mode"] == "real")
            #expect(clocks[1] == set.json)
        }
    }

    @Test func `the list shows all sandboxes, oldest first, or the one of the key`() async throws {
        try await withEmulator { emulator in
            for key in ["kdv_test_one", "kdv_test_two", "kdv_test_tre"] {
                _ = try emulator.client(key).get("/me")
                emulator.clock.advance(by: .seconds(1))
            }
            let all = try emulator.control().get("/__admin/sandboxes")
            #expect(all.column("key_last4") == ["_one", "_two", "_tre"])
            let one = try emulator.control("kdv_test_two").get("/__admin/sandboxes")
            #expect(one.column("key_last4") == ["_two"])
        }
    }

    @Test func `no sandbox is listed before the first request`() async throws {
        try await withEmulator { emulator throws in
            #expect(try emulator.control().get("/__admin/sandboxes").data == [])
        }
    }

    // MARK: Create

    @Test func `a created sandbox has a key that works`() async throws {
        try await withEmulator { emulator in
            let minted = try emulator.control().post("/__admin/sandboxes")
            #expect(minted.status == 201)
            #expect(minted.json["base_url"] == "http://localhost:8080/v1")
            let key = try #require(minted.json["api_key"]?.string)
            #expect(key.wholeMatch(of: /kdv_test_[0-9A-Za-z_-]{24}/) != nil)
            #expect(try emulator.client(key).get("/me").status == 200)
            let other = try emulator.control().post("/__admin/sandboxes", [:])
            #expect(other.json["api_key"] != minted.json["api_key"])
            #expect(other.json["id"] != minted.json["id"])
        }
    }

    @Test func `a sandbox created with the same key and seed repeats the ids`() async throws {
        var ids: Set<String> = []
        for _ in 1...2 {
            try await withEmulator({ $0.seed = nil }) { emulator in
                let body: JSONValue = ["api_key": "kdv_live_mine", "seed": 7]
                let minted = try emulator.control().post("/__admin/sandboxes", body)
                #expect(minted.json["api_key"] == "kdv_live_mine")
                ids.insert(try emulator.createCustomer(key: "kdv_live_mine"))
                let row = try emulator.control("kdv_live_mine").get("/__admin/sandboxes").data[0]
                #expect(row?["seed"] == 7)
            }
        }
        #expect(ids.count == 1)
    }

    @Test func `a key with a sandbox cannot create another one`() async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer()
            let answer = try emulator.control().post("/__admin/sandboxes", ["api_key": "kdv_test_a"])
            expectProblem(answer, 409, "invalid_state")
            #expect(try emulator.client().get("/customers/\(id)").status == 200)
        }
    }

    @Test(
        arguments: [
            (["api_key": "garbage"], "/api_key"), (["api_key": "kdv_test_"], "/api_key"), (["api_key": 5], "/api_key"),
            (["api_key": "kdv_test_a b"], "/api_key"), (["seed": "7"], "/seed"), (["seed": -1], "/seed"),
            (["seed": 1.5], "/seed"), (["apikey": "kdv_test_x"], "/apikey"),
        ] as [(JSONValue, String)]
    )
    func `an invalid sandbox is refused with its pointer`(body: JSONValue, pointer: String) async throws {
        try await withEmulator { emulator in
            let answer = try emulator.control().post("/__admin/sandboxes", body)
            expectProblem(answer, 400, "invalid_body")
            #expect(answer.json["errors"]?[0]?["pointer"] == .string(pointer))
            #expect(emulator.application.registry.sandboxes.isEmpty)
        }
    }

    // MARK: Delete

    @Test func `a deleted sandbox is gone, and its key gets a new one`() async throws {
        try await withEmulator { emulator in
            let customer = try emulator.createCustomer()
            _ = try emulator.createCustomer(key: otherKey)
            let id = try #require(try emulator.control(usualKey).get("/__admin/sandboxes").data[0]?["id"]?.string)
            let answer = try emulator.control().delete("/__admin/sandboxes/\(id)")
            #expect(answer.status == 200)
            #expect(answer.json == ["id": .string(id), "deleted": true])
            #expect(try emulator.control().get("/__admin/sandboxes").data.array?.count == 1)
            expect(try emulator.client().get("/customers/\(customer)"), refuses: 404, "resource_not_found")
            #expect(try emulator.client(otherKey).get("/customers").data.array?.count == 1)
        }
    }

    @Test(arguments: ["sbx_nobody", "nonsense", "kdv_test_a"])
    func `an unknown sandbox cannot be deleted`(id: String) async throws {
        try await withEmulator { emulator in
            _ = try emulator.client().get("/me")
            expectProblem(try emulator.control().delete("/__admin/sandboxes/\(id)"), 404, "unknown_sandbox")
            #expect(emulator.application.registry.sandboxes.count == 1)
        }
    }

    @Test func `a sandbox can be deleted only once`() async throws {
        try await withEmulator { emulator in
            let minted = try emulator.control().post("/__admin/sandboxes")
            let id = try #require(minted.json["id"]?.string)
            #expect(try emulator.control().delete("/__admin/sandboxes/\(id)").status == 200)
            expectProblem(try emulator.control().delete("/__admin/sandboxes/\(id)"), 404, "unknown_sandbox")
        }
    }

    // MARK: Eviction

    /// Uses three keys where two sandboxes are allowed; the sandbox of the first key is evicted.
    private func overfill(_ emulator: Emulator) throws {
        for key in ["kdv_test_one", "kdv_test_two", "kdv_test_tre"] {
            _ = try emulator.createCustomer(key: key)
            emulator.clock.advance(by: .seconds(1))
        }
    }

    @Test func `the least recently used sandbox is evicted, and its key is told so`() async throws {
        try await withEmulator({ $0.maximumSandboxes = 2 }) { emulator in
            try overfill(emulator)
            #expect(emulator.application.registry.sandboxes.map(\.key) == ["kdv_test_two", "kdv_test_tre"])
            for _ in 1...2 {
                let gone = try emulator.client("kdv_test_one").get("/me")
                expectProblem(gone, 410, "sandbox_evicted")
                #expect(gone.headers["X-Request-Id"].count == 1)
            }
            expectProblem(try emulator.control("kdv_test_one").get("/__admin/organization"), 410, "sandbox_evicted")
            expectProblem(try emulator.control("kdv_test_one").get("/__admin/requests"), 410, "sandbox_evicted")
            #expect(try emulator.client("kdv_test_two").get("/customers").data.array?.count == 1)
        }
    }

    @Test func `eviction depends on the last use of a sandbox, not on its age`() async throws {
        try await withEmulator({ $0.maximumSandboxes = 2 }) { emulator throws in
            for key in ["kdv_test_one", "kdv_test_two", "kdv_test_one", "kdv_test_tre"] {
                #expect(try emulator.client(key).get("/me").status == 200)
                emulator.clock.advance(by: .seconds(1))
            }
            #expect(emulator.application.registry.sandboxes.map(\.key) == ["kdv_test_one", "kdv_test_tre"])
        }
    }

    @Test func `a reset with the key of an evicted sandbox gives the key a new one`() async throws {
        try await withEmulator({ $0.maximumSandboxes = 2 }) { emulator in
            try overfill(emulator)
            #expect(try emulator.control("kdv_test_one").post("/__admin/reset").status == 200)
            #expect(try emulator.client("kdv_test_one").get("/customers").data == [])
            expectProblem(try emulator.client("kdv_test_two").get("/me"), 410, "sandbox_evicted")
        }
    }

    @Test func `a keyless reset gives evicted keys new sandboxes`() async throws {
        try await withEmulator({ $0.maximumSandboxes = 2 }) { emulator in
            try overfill(emulator)
            _ = try emulator.control().post("/__admin/reset")
            #expect(try emulator.client("kdv_test_one").get("/me").status == 200)
        }
    }

    @Test func `an evicted key works again when a sandbox is created for it`() async throws {
        try await withEmulator({ $0.maximumSandboxes = 2 }) { emulator in
            try overfill(emulator)
            let minted = try emulator.control().post("/__admin/sandboxes", ["api_key": "kdv_test_one"])
            #expect(minted.status == 201)
            #expect(try emulator.client("kdv_test_one").get("/customers").data == [])
        }
    }
}
