import Domain
import EmulatorCore
import Testing

@Suite struct SandboxRegistryTests {
    // MARK: Keys

    @Test(arguments: ["kdv_live_x", "kdv_test_x", "kdv_test_local", "kdv_live_TavbPKwIuqOr69ALEKLNennZ"])
    func `a key opens a new sandbox at its first use and the same one afterwards`(key: String) throws {
        let test = TestRegistry()
        let sandbox = try test.sandbox(key)
        #expect(sandbox.key == key)
        #expect(sandbox.id.description.wholeMatch(of: /sbx_[0-9A-HJKMNP-TV-Z]{26}/) != nil)
        #expect(try test.sandbox(key) === sandbox)
        #expect(test.registry.sandbox(sandbox.id.description) === sandbox)
        #expect(test.registry.sandboxes.count == 1)
        #expect(sandbox.organization.apiKeys.map(\.secret) == [key])
    }

    @Test(arguments: ["", "kdv_live_", "kdv_test_", "kdv_prod_x", "KDV_LIVE_x", "sk_live_x", " kdv_live_x", "kdv_live"])
    func `a text that is not a key opens no sandbox`(key: String) {
        let test = TestRegistry()
        #expect(!SandboxRegistry.isKey(key))
        #expect(test.admission(key) == "unknown")
        #expect(test.registry.sandboxes.isEmpty)
    }

    @Test func `a new world has the standard organization and nothing else`() throws {
        let organization = try TestRegistry().sandbox("kdv_test_a").organization
        #expect(organization.name == "Your Platform Inc")
        #expect(organization.plan == .business)
        #expect(organization.subscription == .active)
        #expect(organization.teams.map(\.name) == ["Operations"])
        #expect(!organization.rateLimits.enforce)
    }

    @Test func `the sandboxes of two keys share nothing but the ids of the baseline`() throws {
        let test = TestRegistry(seed: 42)
        let left = try test.sandbox("kdv_test_a")
        let right = try test.sandbox("kdv_test_b")
        try left.world.addCustomer()
        #expect(left.customerIDs.count == 1)
        #expect(right.customerIDs.isEmpty)
        try right.world.addCustomer()
        #expect(left.customerIDs != right.customerIDs)
        #expect(left.id != right.id)
        #expect(left.organization.id != right.organization.id)
        #expect(left.organization.teams == right.organization.teams)
        #expect(left.world.journal.open(.sample()).requestID != right.world.journal.open(.sample()).requestID)
        #expect(right.world.journal.extent.lastSeq == 1)
        test.registry.configure(left, with: .naming("Left"))
        #expect(left.organization.name == "Left")
        #expect(right.organization.name == "Your Platform Inc")
    }

    @Test func `a hundred parallel first uses of a key create one sandbox`() async throws {
        let test = TestRegistry()
        let registry = test.registry
        let ids = await withTaskGroup { group in
            for _ in 0..<100 {
                group.addTask {
                    if case .sandbox(let sandbox) = registry.admit("kdv_test_a") { sandbox.id.description } else { "" }
                }
            }
            return await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(ids.count == 1)
        #expect(ids == Set(registry.sandboxes.map(\.id.description)))
    }

    @Test func `sandboxes are listed oldest first`() throws {
        let test = TestRegistry()
        let keys = (0..<20).map { "kdv_test_\($0)" }
        for key in keys { _ = try test.sandbox(key) }
        #expect(test.registry.sandboxes.map(\.key) == keys)
        #expect(test.registry.sandboxes.first?.createdAt == Timestamp.start.adding(milliseconds: 1))
        #expect(test.registry.sandbox("sbx_unknown") == nil)
    }

    // MARK: Minting and dropping

    @Test func `a sandbox is minted with a given key only once`() throws {
        let test = TestRegistry()
        let minted = try #require(test.registry.mint(key: "kdv_test_mine", seed: 5))
        #expect(minted.key == "kdv_test_mine")
        #expect(minted.baseline.seed == 5)
        #expect(try test.sandbox("kdv_test_mine") === minted)
        #expect(test.registry.mint(key: "kdv_test_mine", seed: nil) == nil)
        #expect(test.registry.sandboxes.count == 1)
    }

    @Test func `the seed of a minted sandbox decides its ids and leaves the registry's seed`() throws {
        let first = TestRegistry()
        let second = TestRegistry(seed: 9)
        let left = try #require(first.registry.mint(key: "kdv_test_mine", seed: 5))
        let right = try #require(second.registry.mint(key: "kdv_test_mine", seed: 5))
        #expect(try left.world.addCustomer() == right.world.addCustomer())
        #expect(left.organization.teams == right.organization.teams)
        #expect(first.registry.baseline.seed == nil)
        #expect(second.registry.baseline.seed == 9)
    }

    @Test func `a sandbox can be minted with a drawn key`() throws {
        let test = TestRegistry()
        let minted = try (0..<10).map { _ in try #require(test.registry.mint(key: nil, seed: nil)) }
        #expect(Set(minted.map(\.key)).count == 10)
        #expect(minted.allSatisfy { $0.key.wholeMatch(of: /kdv_test_[A-Za-z0-9_-]{24}/) != nil })
        #expect(try test.sandbox(minted[3].key) === minted[3])
    }

    @Test func `a key that one sandbox declares cannot be minted for another`() throws {
        let test = TestRegistry()
        let sandbox = try test.sandbox("kdv_test_a")
        #expect(test.registry.configure(sandbox, with: .keys("kdv_test_a", "kdv_test_b")))
        #expect(test.registry.mint(key: "kdv_test_b", seed: nil) == nil)
    }

    @Test func `a dropped sandbox is gone, and its keys open new sandboxes`() throws {
        let test = TestRegistry()
        let old = try test.sandbox("kdv_test_a")
        test.registry.configure(old, with: .keys("kdv_test_a", "kdv_test_b"))
        let cancelled = Counter()
        #expect(old.world.pending.add { cancelled.add() } != nil)
        try old.world.addCustomer()
        test.registry.drop(old)
        #expect(test.registry.sandboxes.isEmpty)
        #expect(test.registry.sandbox(old.id.description) == nil)
        #expect(cancelled.value == 1)
        #expect(test.discarded.value == 1)
        let new = try test.sandbox("kdv_test_a")
        #expect(new !== old)
        #expect(new.customerIDs.isEmpty)
        let other = try test.sandbox("kdv_test_b")
        #expect(other !== new)
        test.registry.drop(old)
        #expect(try test.sandbox("kdv_test_a") === new)
    }

    // MARK: Keys of one organization

    @Test func `all keys of an organization open one sandbox`() throws {
        let test = TestRegistry()
        let sandbox = try test.sandbox("kdv_test_a")
        #expect(test.registry.configure(sandbox, with: .keys("kdv_test_a", "kdv_test_b", "my-own-form")))
        #expect(try test.sandbox("kdv_test_b") === sandbox)
        #expect(try test.sandbox("my-own-form") === sandbox)
        #expect(test.registry.sandboxes.count == 1)
    }

    @Test func `a patch with a key of another sandbox is refused and changes nothing`() throws {
        let test = TestRegistry()
        let left = try test.sandbox("kdv_test_a")
        let right = try test.sandbox("kdv_test_b")
        var patch = OrganizationPatch.keys("kdv_test_a", "kdv_test_c", "kdv_test_b")
        patch.name = "Changed"
        #expect(!test.registry.configure(left, with: patch))
        #expect(left.organization.name == "Your Platform Inc")
        #expect(left.organization.apiKeys.map(\.secret) == ["kdv_test_a"])
        #expect(try test.sandbox("kdv_test_b") === right)
        #expect(try test.sandbox("kdv_test_c") !== left)
    }

    @Test func `a key that was removed from an organization opens its sandbox until a reset`() throws {
        let test = TestRegistry()
        let sandbox = try test.sandbox("kdv_test_a")
        test.registry.configure(sandbox, with: .keys("kdv_test_b", "kdv_test_c"))
        test.registry.configure(sandbox, with: .keys("kdv_test_c"))
        for key in ["kdv_test_a", "kdv_test_b", "kdv_test_c"] { #expect(try test.sandbox(key) === sandbox) }
        _ = test.registry.reset(sandbox)
        #expect(sandbox.organization.apiKeys.map(\.secret) == ["kdv_test_a"])
        #expect(try test.sandbox("kdv_test_a") === sandbox)
        #expect(try test.sandbox("kdv_test_b") !== sandbox)
        #expect(try test.sandbox("kdv_test_c") !== sandbox)
    }

    @Test func `a dropped sandbox cannot take keys`() throws {
        let test = TestRegistry()
        let old = try test.sandbox("kdv_test_a")
        test.registry.drop(old)
        test.registry.configure(old, with: .keys("kdv_test_a", "kdv_test_b"))
        #expect(try test.sandbox("kdv_test_b") !== old)
    }

    @Test func `a change of settings refills the rate limit buckets`() throws {
        let sandbox = try TestRegistry().sandbox("kdv_test_a")
        let test = TestRegistry()
        let own = try test.sandbox("kdv_test_a")
        for sandbox in [sandbox, own] {
            #expect(sandbox.world.rateLimiter.take(.write, capacity: 1, at: .start).retryAfter == nil)
        }
        test.registry.configure(own, with: .naming("Other"))
        #expect(own.world.rateLimiter.take(.write, capacity: 1, at: .start).retryAfter == nil)
        #expect(sandbox.world.rateLimiter.take(.write, capacity: 1, at: .start).retryAfter == 60)
    }
}

extension OrganizationPatch {
    /// A change of the name alone.
    static func naming(_ name: String) -> OrganizationPatch {
        var patch = OrganizationPatch()
        patch.name = name
        return patch
    }

    /// A change of the keys alone.
    static func keys(_ secrets: String...) -> OrganizationPatch {
        var patch = OrganizationPatch()
        patch.apiKeys = secrets.map { KeyDraft(secret: $0) }
        return patch
    }
}
