import Domain

/// The result of a reset, or of an import or a restore, which end a world, too.
package struct ResetReport: Hashable, Sendable {
    /// How many sandboxes had their world replaced or were deleted.
    package var sandboxes = 0
    /// The work that was cancelled in them.
    package var cancelled = CancelledWork()
    /// The leftovers of the worlds that ended.
    package var leftovers = Leftovers()

    /// A report with these values, empty unless given.
    package init(sandboxes: Int = 0, cancelled: CancelledWork = CancelledWork(), leftovers: Leftovers = Leftovers()) {
        self.sandboxes = sandboxes
        self.cancelled = cancelled
        self.leftovers = leftovers
    }

    /// The report of one world that has ended.
    init(ending world: World, _ cancelled: CancelledWork, at wall: Timestamp) {
        self.init(sandboxes: 1, cancelled: cancelled, leftovers: Leftovers(of: world, at: wall))
    }

    /// Adds the numbers and leftovers of another report.
    package mutating func add(_ other: ResetReport) {
        sandboxes += other.sandboxes
        cancelled.add(other.cancelled)
        leftovers.add(other.leftovers)
    }
}
