import Domain

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
