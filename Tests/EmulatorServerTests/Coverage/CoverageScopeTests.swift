import Documents
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

/// Whose coverage a call shows, and what keeps and deletes the counts.
@Suite struct CoverageScopeTests {
    private func statuses(of operation: String, _ coverage: JSONValue) -> JSONValue? {
        coverage["operations"]?[operation]?["statuses"]
    }

    @Test func `a key shows its own sandbox, and a call without a key shows the sum of everything`() async throws {
        try await withEmulator { emulator in
            for key in [usualKey, usualKey, otherKey] { _ = try emulator.client(key).get("/me") }
            for key in [nil, "garbage"] { _ = try emulator.client(key).get("/me") }
            #expect(statuses(of: "getMe", try emulator.coverage()) == ["200": 2])
            #expect(statuses(of: "getMe", try emulator.coverage(key: otherKey)) == ["200": 1])
            let all = try emulator.coverage(key: nil)
            #expect(statuses(of: "getMe", all) == ["200": 3, "401": 2])
            #expect(all["operations"]?["getMe"]?["codes"] == ["invalid_api_key": 1, "missing_api_key": 1])
        }
    }

    @Test func `the sum includes sandboxes that were deleted`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.createCustomer()
            let id = try #require(try emulator.control(usualKey).get("/__admin/sandboxes").data[0]?["id"]?.string)
            _ = try emulator.control().delete("/__admin/sandboxes/\(id)")
            let all = try emulator.coverage(key: nil)
            #expect(statuses(of: "createCustomer", all) == ["201": 1])
            #expect(all["events"] == ["customer.created": 1])
            #expect(try emulator.coverage()["operations"] == [:])
        }
    }

    @Test(arguments: [usualKey, nil])
    func `a reset keeps the counts`(key: String?) async throws {
        try await withEmulator { emulator in
            _ = try emulator.createCustomer()
            _ = try emulator.client(nil).get("/me")
            let before = try [emulator.coverage(), emulator.coverage(key: nil)]
            #expect(try emulator.control(key).post("/__admin/reset").status == 200)
            #expect(try [emulator.coverage(), emulator.coverage(key: nil)] == before)
            _ = try emulator.createCustomer()
            #expect(statuses(of: "createCustomer", try emulator.coverage()) == ["201": 2])
        }
    }

    @Test func `DELETE with a key deletes the counts of one sandbox and returns how many there were`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.createCustomer()
            _ = try emulator.client(otherKey).get("/me")
            try emulator.trigger("customer.onboarded")
            let cleared = try emulator.control(usualKey).delete("/__admin/coverage")
            #expect(cleared.status == 200)
            #expect(cleared.json == ["deleted": 3])
            #expect(try emulator.coverage()["operations"] == [:])
            #expect(try emulator.coverage()["injected"] == ["operations": [:], "codes": [:], "events": [:]])
            #expect(statuses(of: "getMe", try emulator.coverage(key: nil)) == ["200": 1])
        }
    }

    @Test func `DELETE without a key deletes all counts`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.client().get("/me")
            _ = try emulator.client(otherKey).get("/me")
            _ = try emulator.client(nil).get("/me")
            #expect(try emulator.control().delete("/__admin/coverage").json == ["deleted": 3])
            #expect(try emulator.coverage(key: nil)["operations"] == [:])
            #expect(try emulator.control().delete("/__admin/coverage").json == ["deleted": 0])
        }
    }
}
