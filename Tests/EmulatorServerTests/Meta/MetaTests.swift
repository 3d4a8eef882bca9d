import Documents
import Domain
import EmulatorCore
import EmulatorServer
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct MetaTests {
    @Test func `health needs no key and says ok`() async throws {
        try await withEmulator { emulator in
            let answer = try emulator.client(nil).get("/health")
            #expect(answer.status == 200)
            #expect(answer.data == ["status": "ok"])
            #expect(answer.json.object.map { Array($0.keys) } == ["data", "request_id"])
            #expect(emulator.application.registry.sandboxes.isEmpty)
        }
    }

    @Test func `getMe shows organization, key, limits and teams`() async throws {
        try await withEmulator { emulator in
            let me = try emulator.client("kdv_live_TavbPKwIuqOr69ALEKLNnnnZ").get("/me").data
            #expect(me.object.map { Array($0.keys) } == ["organization", "api_key", "rate_limits", "teams"])
            let organization = try #require(me["organization"]?["id"]?.string)
            #expect(organization.wholeMatch(of: /org_[0-9A-HJKMNP-TV-Z]{26}/) != nil)
            #expect(me["organization"]?["name"] == "Your Platform Inc")
            let key = try #require(me["api_key"]?["id"]?.string)
            #expect(key.wholeMatch(of: /key_[0-9A-HJKMNP-TV-Z]{26}/) != nil)
            #expect(me["api_key"]?["label"] == "Default")
            #expect(me["api_key"]?["last4"] == "nnnZ")
            #expect(me["rate_limits"] == ["tier": "business", "write_per_minute": 600, "read_per_minute": 6000])
            let team = try #require(me["teams"]?[0]?["id"]?.string)
            #expect(team.wholeMatch(of: /t1_[0-9a-z]{12}/) != nil)
            #expect(me["teams"] == [["id": .string(team), "object": "team", "name": "Operations"]])
        }
    }

    @Test(arguments: [
        ("starter", 60, 600), ("pro", 600, 6000), ("business", 600, 6000), ("enterprise", 1_000_000, 1_000_000),
    ])
    func `the rate limits follow from the plan`(plan: String, writes: Int, reads: Int) async throws {
        try await withEmulator { emulator in
            try emulator.configure(["plan": .string(plan)])
            let me = try emulator.client().get("/me")
            #expect(
                me.data["rate_limits"] == [
                    "tier": .string(plan), "write_per_minute": .integer(writes), "read_per_minute": .integer(reads),
                ]
            )
        }
    }

    @Test func `the rate limits of the settings replace those of the plan`() async throws {
        try await withEmulator { emulator in
            try emulator.configure([
                "plan": "enterprise", "rate_limits": ["write_per_minute": 7, "read_per_minute": 70],
            ])
            let me = try emulator.client().get("/me")
            #expect(
                me.data["rate_limits"] == ["tier": "enterprise", "write_per_minute": 7, "read_per_minute": 70]
            )
        }
    }

    @Test func `teams are shown in the order of the settings`() async throws {
        try await withEmulator { emulator in
            try emulator.configure(["teams": [["name": "West"], ["name": "East"]], "name": "Renamed"])
            let me = try emulator.client().get("/me")
            #expect(me.data["teams"]?.array?.map { $0["name"] } == ["West", "East"])
            #expect(me.data["organization"]?["name"] == "Renamed")
            try emulator.configure(["teams": []])
            let without = try emulator.client().get("/me")
            #expect(without.data["teams"] == [])
        }
    }

    @Test func `getMe shows the key of the request`() async throws {
        try await withEmulator { emulator in
            try emulator.configure([
                "api_keys": [["key": "kdv_test_a"], ["key": "kdv_live_second", "label": "Rotation"]]
            ])
            let first = try emulator.client().get("/me").data
            let second = try emulator.client("kdv_live_second").get("/me").data
            #expect(first["organization"] == second["organization"])
            #expect(first["api_key"]?["id"] != second["api_key"]?["id"])
            #expect(second["api_key"]?["label"] == "Rotation")
            #expect(second["api_key"]?["last4"] == "cond")
        }
    }
}
