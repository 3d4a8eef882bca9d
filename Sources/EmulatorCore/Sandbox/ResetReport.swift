import Domain

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
