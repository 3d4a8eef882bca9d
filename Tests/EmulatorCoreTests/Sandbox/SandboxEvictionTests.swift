import Domain
import Testing

@testable import EmulatorCore

@Suite struct SandboxEvictionTests {
    @Test func `the least recently used sandbox is evicted, and its key is reported as evicted`() throws {
        let test = TestRegistry(maximum: 3)
        let first = try test.sandbox("kdv_test_1")
        let second = try test.sandbox("kdv_test_2")
        let third = try test.sandbox("kdv_test_3")
        test.use(first)
        let cancelled = Counter()
        #expect(second.world.pending.add { cancelled.add() } != nil)
        let fourth = try test.sandbox("kdv_test_4")
        #expect(test.registry.sandboxes.map(\.key) == ["kdv_test_1", "kdv_test_3", "kdv_test_4"])
        #expect(test.registry.sandbox(second.id.description) == nil)
        #expect(test.admission("kdv_test_2") == "evicted")
        #expect(test.admission("kdv_test_2") == "evicted")
        #expect(cancelled.value == 1)
        #expect(test.discarded.value == 1)
        _ = try test.sandbox("kdv_test_5")
        #expect(test.admission("kdv_test_3") == "evicted")
        #expect(try test.sandbox("kdv_test_1") === first)
        #expect(try test.sandbox("kdv_test_4") === fourth)
        #expect(third.usedAt < first.usedAt)
    }

    @Test func `every key of an evicted sandbox is reported as evicted`() throws {
        let test = TestRegistry(maximum: 1)
        let sandbox = try test.sandbox("kdv_test_1")
        test.registry.configure(sandbox, with: .keys("kdv_test_1", "kdv_test_extra", "my-own-form"))
        test.registry.configure(sandbox, with: .keys("kdv_test_1"))
        _ = try test.sandbox("kdv_test_2")
        for key in ["kdv_test_1", "kdv_test_extra", "my-own-form"] { #expect(test.admission(key) == "evicted") }
        #expect(test.registry.sandboxes.map(\.key) == ["kdv_test_2"])
    }

    @Test func `a reset with an evicted key admits the key again`() throws {
        let test = TestRegistry(maximum: 1)
        try test.sandbox("kdv_test_1").world.addCustomer()
        _ = try test.sandbox("kdv_test_2")
        test.registry.readmit("kdv_test_1")
        #expect(try test.sandbox("kdv_test_1").customerIDs.isEmpty)
        #expect(test.admission("kdv_test_2") == "evicted")
    }

    @Test func `a reset of all sandboxes admits all evicted keys again`() throws {
        let test = TestRegistry(maximum: 1)
        for number in 1...3 { _ = try test.sandbox("kdv_test_\(number)") }
        #expect(test.admission("kdv_test_1") == "evicted")
        #expect(test.registry.resetAll() == ResetReport(sandboxes: 1, cancelled: CancelledWork(responses: 0)))
        #expect(test.admission("kdv_test_1") == "sandbox")
    }

    @Test func `a reset of one sandbox admits no other evicted key`() throws {
        let test = TestRegistry(maximum: 1)
        _ = try test.sandbox("kdv_test_1")
        _ = test.registry.reset(try test.sandbox("kdv_test_2"))
        #expect(test.admission("kdv_test_1") == "evicted")
    }

    @Test func `a minted sandbox may take an evicted key and evicts another sandbox`() throws {
        let test = TestRegistry(maximum: 1)
        _ = try test.sandbox("kdv_test_1")
        _ = try test.sandbox("kdv_test_2")
        let minted = try #require(test.registry.mint(key: "kdv_test_1", seed: nil))
        #expect(try test.sandbox("kdv_test_1") === minted)
        #expect(test.admission("kdv_test_2") == "evicted")
        #expect(test.discarded.value == 2)
    }

    @Test func `a registry keeps at most its maximum of sandboxes under parallel requests`() async throws {
        let test = TestRegistry(maximum: 5)
        let registry = test.registry
        await withTaskGroup { group in
            for number in 0..<200 { group.addTask { _ = registry.admit("kdv_test_\(number)") } }
        }
        #expect(registry.sandboxes.count == 5)
        #expect(test.discarded.value == 195)
    }

    @Test func `only the newest evicted keys are remembered`() {
        var evicted = EvictedKeys(capacity: 3)
        for key in ["a", "b", "c", "d"] { evicted.insert(key) }
        #expect(["a", "b", "c", "d"].map { evicted.contains($0) } == [false, true, true, true])
        evicted.remove("c")
        #expect(["b", "c", "d"].map { evicted.contains($0) } == [true, false, true])
    }

    @Test func `an evicted key that was admitted and evicted again counts as newly evicted`() {
        var evicted = EvictedKeys(capacity: 3)
        evicted.insert("a")
        evicted.insert("b")
        evicted.remove("a")
        evicted.insert("a")
        evicted.insert("c")
        evicted.insert("d")
        #expect(["a", "b", "c", "d"].map { evicted.contains($0) } == [true, false, true, true])
        for _ in 0..<100 {
            evicted.remove("a")
            evicted.insert("a")
        }
        #expect(["a", "c", "d"].map { evicted.contains($0) } == [true, true, true])
    }
}
