import Domain

/// What a test may have missed, at most a hundred of each kind: for example, a fault rule that never fired.
package struct Leftovers: Hashable, Sendable {
    private static let limit = 100
    /// The ids of the fault rules that never fired.
    package private(set) var unfiredFaults: [String] = []
    /// The ids of the fault rules whose hits were all absorbed: the client sent each request again.
    package private(set) var absorbedFaults: [String] = []
    /// The ids of the events that were not delivered to a subscription.
    package private(set) var undeliveredEvents: [String] = []
    /// The numbers of the requests that no operation matched.
    package private(set) var unmatchedRequests: [Int] = []

    /// Leftovers with these requests only.
    package init(unmatchedRequests: [Int] = []) {
        self.unmatchedRequests = unmatchedRequests
    }

    /// The leftovers of a world that has ended.
    init(of world: World, at wall: Timestamp) {
        unfiredFaults = Self.first(world.faults.rules.lazy.filter { $0.counter.fired == 0 }.map(\.id))
        absorbedFaults = Self.first(
            world.faults.rulesWithHits().lazy.filter { $0.hits.areAbsorbed(at: wall) }.map(\.id)
        )
        undeliveredEvents = world.transaction { $0.undeliveredEvents(limit: Self.limit) }
        unmatchedRequests = world.journal.unmatched
    }

    mutating func add(_ other: Leftovers) {
        unfiredFaults = Self.union(unfiredFaults, other.unfiredFaults)
        absorbedFaults = Self.union(absorbedFaults, other.absorbedFaults)
        undeliveredEvents = Self.first(undeliveredEvents + other.undeliveredEvents)
        unmatchedRequests = Self.first(unmatchedRequests + other.unmatchedRequests)
    }

    private static func union(_ ids: [String], _ others: [String]) -> [String] {
        let known = Set(ids)
        return first(ids + others.filter { !known.contains($0) })
    }

    private static func first<Element>(_ elements: some Sequence<Element>) -> [Element] {
        Array(elements.prefix(limit))
    }
}
