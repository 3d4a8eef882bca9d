import Domain
import EmulatorCore

/// A registry with a clock and seeds that a test controls.
struct TestRegistry {
    let registry: SandboxRegistry
    let clock = ManualClock()
    /// How many worlds have ended.
    let discarded = Counter()
    /// How many other objects were discarded, such as snapshots and sandboxes that have ended.
    let discardedOthers = Counter()

    init(seed: UInt64? = nil, maximum: Int = 100) {
        let seeds = Counter()
        let (discarded, others) = (discarded, discardedOthers)
        let settings = SandboxRegistry.Settings(
            clock: clock.clock,
            randomSeed: { seeds.next() },
            maximum: maximum,
            discard: { object in if object is World { discarded.add() } else { others.add() } }
        )
        registry = SandboxRegistry(baseline: .standard(seed: seed, randomSeed: 7), settings: settings)
    }

    /// The sandbox of a key, a millisecond after the last call; throws if the registry does not admit the key.
    func sandbox(_ key: String) throws -> Sandbox {
        clock.advance()
        guard case .sandbox(let sandbox) = registry.admit(key) else {
            throw NoSandbox(key: key, admission: name(registry.admit(key)))
        }
        return sandbox
    }

    /// The admission of a key: sandbox, evicted or unknown.
    func admission(_ key: String) -> String {
        name(registry.admit(key))
    }

    /// Uses a sandbox, so that others are evicted before it.
    func use(_ sandbox: Sandbox) {
        clock.advance()
        sandbox.touch(at: registry.now)
    }

    private func name(_ admission: SandboxRegistry.Admission) -> String {
        switch admission {
        case .sandbox: "sandbox"
        case .evicted: "evicted"
        case .unknown: "unknown"
        }
    }
}

/// The error of a key that opens no sandbox.
struct NoSandbox: Error {
    let key: String
    let admission: String
}

extension Sandbox {
    /// The ids of all customers, newest first.
    var customerIDs: [String] {
        world.transaction { $0.customers.newestFirst(in: .visible(team: nil)).map(\.id.description) }
    }

    var organization: Organization { world.transaction { $0.organization } }
}
