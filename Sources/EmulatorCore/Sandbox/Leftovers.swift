import Domain

/// What a test may have missed: unfired rules, undelivered events and unmatched requests, at most a hundred of each.
package struct Leftovers: Hashable, Sendable {
    private static let limit = 100
    /// The ids of the fault rules that never fired.
    package private(set) var unfiredFaults: [String] = []
    /// The ids of the events that were not delivered to a subscription.
    package private(set) var undeliveredEvents: [String] = []
    /// The numbers of the requests that no operation matched.
    package private(set) var unmatchedRequests: [Int] = []

    /// Leftovers with these requests only.
    package init(unmatchedRequests: [Int] = []) {
        self.unmatchedRequests = unmatchedRequests
    }

    /// The leftovers of a world that has ended.
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
