import Documents
import EmulatorTesting
import OrderedCollections
import Testing

/// Which fault rules the tools create and delete.
@Suite struct FixtureFaultTests {
    private func rules(_ emulator: Emulator, of key: String? = nil) throws -> [JSONValue] {
        try emulator.control(key).get("/__admin/faults").data.array?.column("id") ?? []
    }

    /// Injects a rule for every sandbox, and one for each of two sandboxes.
    private func injectRules(_ emulator: Emulator) async throws {
        for key in [usualKey, otherKey] { _ = try emulator.createCustomer(key: key) }
        let common: JSONValue = ["operation": "createCustomer"]
        _ = try await emulator.use("inject_fault", ["on": common, "then": ["error": "feature_not_entitled"]], key: nil)
        _ = try await emulator.use("inject_fault", ["id": "own", "preset": "feature_not_entitled"], key: usualKey)
        _ = try await emulator.use("inject_fault", ["id": "own", "preset": "feature_not_entitled"], key: otherKey)
    }

    @Test func `clear_faults for one sandbox deletes its own rules and counts those for every sandbox`() async throws {
        try await withEmulator { emulator in
            try await injectRules(emulator)
            let cleared = try await emulator.use("clear_faults", key: usualKey)
            #expect(cleared["deleted"] == 1)
            #expect(cleared["remaining"] == 1)
            #expect(cleared["hint"]?.string?.contains(#""sandbox": "all""#) == true)
            #expect(try rules(emulator, of: usualKey).count == 1)
            #expect(try rules(emulator, of: otherKey).count == 2)
            let answer = try emulator.client(usualKey).post("/customers", ["name": "A"])
            expect(answer, refuses: 402, "feature_not_entitled")
        }
    }

    @Test func `clear_faults for all deletes the rules for every sandbox and the own rules of each`() async throws {
        try await withEmulator { emulator in
            try await injectRules(emulator)
            let cleared = try await emulator.use("clear_faults", ["sandbox": "all"])
            #expect(cleared["deleted"] == 3)
            #expect(cleared["remaining"] == nil)
            for key in [usualKey, otherKey] {
                #expect(try rules(emulator, of: key) == [])
                #expect(try emulator.client(key).post("/customers", ["name": "A"]).status == 201)
            }
        }
    }

    @Test func `clear_faults deletes one rule by its id, in one sandbox or in all`() async throws {
        try await withEmulator { emulator in
            try await injectRules(emulator)
            let one = try await emulator.use("clear_faults", ["id": "own"], key: usualKey)
            #expect(one["deleted"] == 1)
            #expect(one["remaining"] == 1)
            let everywhere = try await emulator.use("clear_faults", ["id": "own", "sandbox": "all"])
            #expect(everywhere["deleted"] == 1)
            #expect(try rules(emulator, of: otherKey) == rules(emulator))
            let missing = try await emulator.tool("clear_faults", ["id": "own", "sandbox": "all"])
            #expect(missing.isError)
            #expect(missing["code"] == "not_found")
        }
    }
}
