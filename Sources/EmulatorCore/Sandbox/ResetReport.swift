import Domain

/// What a reset is to go back to.
package struct ResetOrder: Sendable {
    /// What is the baseline from now on; nil for the one that holds.
    package var baseline: Baseline?
    /// Another seed.
    package var seed: UInt64?
    /// Whether the organization and its teams are all that there is afterwards.
    package var isEmpty: Bool

    /// A reset to the baseline that holds, unless said otherwise.
    package init(baseline: Baseline? = nil, seed: UInt64? = nil, isEmpty: Bool = false) {
        self.baseline = baseline
        self.seed = seed
        self.isEmpty = isEmpty
    }
}

/// What a reset did.
package struct ResetReport: Hashable, Sendable {
    /// How many sandboxes were put back.
    package var sandboxes = 0
    /// What was under way in them.
    package var cancelled = CancelledWork()
    /// What their tests have left behind.
    package var leftovers = Leftovers()

    /// That many sandboxes, none unless said otherwise.
    package init(sandboxes: Int = 0, cancelled: CancelledWork = CancelledWork(), leftovers: Leftovers = Leftovers()) {
        self.sandboxes = sandboxes
        self.cancelled = cancelled
        self.leftovers = leftovers
    }

    /// The end of one world.
    init(ending world: World, _ cancelled: CancelledWork) {
        self.init(sandboxes: 1, cancelled: cancelled, leftovers: Leftovers(of: world))
    }

    /// Counts what another reset did as well.
    package mutating func add(_ other: ResetReport) {
        sandboxes += other.sandboxes
        cancelled.add(other.cancelled)
        leftovers.add(other.leftovers)
    }
}

/// What a test has set up or caused and never met; the lists end at a hundred.
package struct Leftovers: Hashable, Sendable {
    private static let limit = 100
    /// Rules that never fired.
    package private(set) var unfiredFaults: [String] = []
    /// Events that a subscription wanted and has not got.
    package private(set) var undeliveredEvents: [String] = []
    /// Requests for which there is no route.
    package private(set) var unmatchedRequests: [Int] = []

    /// Those requests, nothing unless said otherwise.
    package init(unmatchedRequests: [Int] = []) {
        self.unmatchedRequests = unmatchedRequests
    }

    /// What is left in a world that has ended.
    init(of world: World) {
        unfiredFaults = Self.first(world.faults.rules.lazy.filter { $0.counter.fired == 0 }.map(\.id))
        undeliveredEvents = world.transaction { $0.undeliveredEvents(limit: Self.limit) }
        unmatchedRequests = world.journal.unmatched
    }

    mutating func add(_ other: Leftovers) {
        let known = Set(unfiredFaults)
        unfiredFaults = Self.first(unfiredFaults + other.unfiredFaults.filter { !known.contains($0) })
        undeliveredEvents = Self.first(undeliveredEvents + other.undeliveredEvents)
        unmatchedRequests = Self.first(unmatchedRequests + other.unmatchedRequests)
    }

    private static func first<Element>(_ elements: some Sequence<Element>) -> [Element] {
        Array(elements.prefix(limit))
    }
}
