import Domain
import Synchronization

@testable import EmulatorCore

extension Timestamp {
    /// 2026-06-04T10:00:00.000Z, the start time of most tests.
    static let start = Timestamp(milliseconds: 1_780_567_200_000)
}

/// A clock that stands still until a test advances it.
final class ManualClock: Sendable {
    private let time = Mutex(Timestamp.start)

    /// This clock in the form that a registry takes.
    var clock: EmulatorClock { EmulatorClock { self.time.withLock { $0 } } }

    func advance(milliseconds: Int64 = 1) {
        time.withLock { $0 = $0.adding(milliseconds: milliseconds) }
    }
}

/// A counter that several threads may use.
final class Counter: Sendable {
    private let count = Atomic<Int>(0)

    var value: Int { count.load(ordering: .sequentiallyConsistent) }

    func add() { count.add(1, ordering: .sequentiallyConsistent) }

    /// Adds one and returns the new number.
    func next() -> UInt64 { UInt64(count.add(1, ordering: .sequentiallyConsistent).newValue) }
}

extension WorldSeed {
    static let sample = WorldSeed(value: 42, key: "kdv_test_local")
}

extension World {
    /// A world with the standard organization.
    static func sample() -> World {
        let organization = Baseline.standard(seed: 42, randomSeed: 0).organization(
            key: "kdv_test_local",
            layer: OrganizationPatch()
        )
        return .sample(WorldState(organization: organization, seed: .sample))
    }

    /// A world that starts with that state.
    static func sample(
        _ state: WorldState,
        runner: any WorldRunner = IdleRunner(),
        coverage: CoverageRecorder? = nil
    ) -> World {
        World(
            state: state,
            changes: ChangeLog(startingWith: DatedState(state, wall: .start)),
            seed: .sample,
            budget: JournalBudget(),
            runner: runner,
            coverage: coverage
        )
    }

    /// Creates a customer and returns its id.
    @discardableResult
    func addCustomer(_ name: String = "Acme") throws -> String {
        try transaction { state throws(DomainError) in
            let team = try state.organization.team(requested: nil)
            return state.createCustomer(CustomerDraft(name: name), in: team, at: .start).id.description
        }
    }
}

extension JournalOpening {
    /// A request that weighs 512 bytes and its body.
    static func sample(path: String = "/v1/customers", body: Int = 0) -> JournalOpening {
        JournalOpening(
            method: "GET",
            path: path,
            query: nil,
            request: RecordedMessage(headers: [], body: Array(repeating: 32, count: body)),
            at: .start,
            wallAt: .start
        )
    }
}
