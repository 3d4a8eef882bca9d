import Documents
import EmulatorCore
import EmulatorServer
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct ResetTests {
    @Test func `a keyed reset empties one world and leaves the others`() async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer()
            let other = try emulator.createCustomer(key: otherKey)
            let report = try emulator.control(usualKey).post("/__admin/reset")
            #expect(report.status == 200)
            #expect(report.json["sandboxes"] == 1)
            #expect(report.json["cancelled"] == ["responses": 0, "deliveries": 0, "timers": 0])
            expect(try emulator.client().get("/customers/\(id)"), refuses: 404, "resource_not_found")
            #expect(try emulator.client().get("/customers").data == [])
            #expect(try emulator.events().isEmpty)
            #expect(try emulator.client(otherKey).get("/customers/\(other)").status == 200)
        }
    }

    @Test func `a keyless reset empties all worlds and drops the unmatched requests`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.createCustomer()
            _ = try emulator.createCustomer(key: otherKey)
            _ = try emulator.client(nil).get("/me")
            _ = try emulator.client(nil).get("/nowhere")
            let report = try emulator.control().post("/__admin/reset", [:])
            #expect(report.json["sandboxes"] == 2)
            #expect(report.json["leftovers"]?["unmatched_requests"] == [2])
            #expect(try emulator.control().get("/__admin/requests").data == [])
            for key in [usualKey, otherKey] {
                #expect(try emulator.client(key).get("/customers").data == [])
            }
        }
    }

    @Test func `a key that was never used can be reset`() async throws {
        try await withEmulator { emulator in
            let report = try emulator.control("kdv_test_new").post("/__admin/reset")
            #expect(report.json["sandboxes"] == 1)
            let without = try emulator.control("garbage").post("/__admin/reset")
            expectProblem(without, 404, "unknown_sandbox")
        }
    }

    @Test(arguments: [usualKey, nil] as [String?])
    func `a reset with a seed repeats the ids, and so do later resets`(key: String?) async throws {
        try await withEmulator({ $0.seed = nil }) { emulator in
            _ = try emulator.client().get("/me")
            var runs: [[JSONValue]] = []
            for body in [["seed": 7], ["seed": 7], [:], ["seed": 8]] as [JSONValue] {
                #expect(try emulator.control(key).post("/__admin/reset", body).status == 200)
                let created = try emulator.client().post("/customers", ["name": "A"])
                let link = try emulator.createLink(of: try #require(created.data["id"]?.string))
                runs.append([created.json, link])
            }
            #expect(runs[0] == runs[1])
            #expect(runs[1] == runs[2])
            #expect(runs[2] != runs[3])
        }
    }

    @Test(
        arguments: [
            (["seed": -1], "/seed"), (["seed": "7"], "/seed"), (["seed": 0.5], "/seed"), (["seed": nil], "/seed"),
            (["sed": 7], "/sed"), (["seed": 7, "scenarios": "x"], "/scenarios"),
        ] as [(JSONValue, String)]
    )
    func `an invalid reset is refused and resets nothing`(body: JSONValue, pointer: String) async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer()
            let answer = try emulator.control().post("/__admin/reset", body)
            expectProblem(answer, 400, "invalid_body")
            #expect(answer.json["errors"]?[0]?["pointer"] == .string(pointer))
            #expect(try emulator.client().get("/customers/\(id)").status == 200)
        }
    }

    @Test func `a reset restarts the numbers of the journal and the request ids`() async throws {
        try await withEmulator { emulator in
            let first = try emulator.client().get("/me")
            _ = try emulator.client().get("/me")
            _ = try emulator.control(usualKey).post("/__admin/reset")
            let journal = try emulator.control(usualKey).get("/__admin/requests")
            #expect(journal.json == ["data": [], "evicted_before_seq": 1, "last_seq": 0, "probes": 0])
            let again = try emulator.client().get("/me")
            #expect(again.headers["X-Mock-Seq"] == ["1"])
            #expect(again.bytes == first.bytes)
        }
    }

    @Test func `a cursor from before a reset is refused`() async throws {
        try await withEmulator({ $0.seed = nil }) { emulator in
            _ = try emulator.createCustomers(["A", "B"])
            let cursor = try #require(try emulator.client().get("/customers?limit=1").json["next_cursor"]?.string)
            _ = try emulator.control(usualKey).post("/__admin/reset")
            _ = try emulator.createCustomers(["A", "B"])
            let answer = try emulator.client().get("/customers?limit=1&cursor=\(cursor)")
            expect(answer, refuses: 400, "invalid_cursor", param: "cursor")
        }
    }

    @Test(arguments: [42, nil] as [UInt64?])
    func `a reset keeps the ids of the organization and its teams`(seed: UInt64?) async throws {
        try await withEmulator({ $0.seed = seed }) { emulator in
            let before = try emulator.client().get("/me")
            for key in [usualKey, nil] {
                _ = try emulator.control(key).post("/__admin/reset")
                let after = try emulator.client().get("/me")
                #expect(after.data == before.data)
            }
        }
    }

    // MARK: Settings

    @Test func `a keyed reset drops the world's own settings and keeps the keyless ones`() async throws {
        try await withEmulator { emulator in
            try emulator.configure(["name": "Everybody"], key: nil)
            try emulator.configure(["name": "Mine", "plan": "starter"])
            _ = try emulator.control(usualKey).post("/__admin/reset")
            let organization = try emulator.control(usualKey).get("/__admin/organization").json
            #expect(organization["name"] == "Everybody")
            #expect(organization["plan"] == "business")
        }
    }

    @Test func `a keyless reset drops all settings`() async throws {
        try await withEmulator { emulator in
            try emulator.configure(["name": "Everybody"], key: nil)
            try emulator.configure(["plan": "starter"])
            _ = try emulator.control().post("/__admin/reset")
            for key in [usualKey, otherKey, nil] {
                let organization = try emulator.control(key).get("/__admin/organization").json
                #expect(organization["name"] == "Your Platform Inc")
                #expect(organization["plan"] == "business")
            }
        }
    }

    @Test func `a reset refills the rate buckets and drops extra keys`() async throws {
        try await withEmulator { emulator in
            try emulator.configure(["rate_limits": ["read_per_minute": 1]], key: nil)
            try emulator.configure(["api_keys": [["key": "kdv_test_a"], ["key": "kdv_test_extra"]]])
            _ = try emulator.client().get("/me")
            #expect(try emulator.client("kdv_test_extra").get("/me").status == 429)
            _ = try emulator.control(usualKey).post("/__admin/reset")
            #expect(try emulator.client().get("/me").status == 200)
            let before = emulator.application.registry.sandboxes.count
            #expect(try emulator.client("kdv_test_extra").get("/me").status == 200)
            #expect(emulator.application.registry.sandboxes.count == before + 1)
        }
    }

    @Test func `a revoked key works again after a reset`() async throws {
        try await withEmulator { emulator in
            try emulator.configure(["api_keys": [["key": "kdv_test_a", "status": "revoked"]]])
            #expect(try emulator.client().get("/me").status == 401)
            _ = try emulator.control(usualKey).post("/__admin/reset")
            #expect(try emulator.client().get("/me").status == 200)
        }
    }
}
