/// What the runner of a world acts on: deliveries that may start, the next timer, and the clock.
package struct PendingWork: Equatable, Sendable {
    /// How many times an attempt may have become possible.
    let readyMarks: Int
    /// When the next timer is due.
    let nextDue: Timestamp?
    let clock: WorldClock
    /// Whether deliveries are held back, to be sent after a while.
    let holdsDeliveries: Bool

    /// Whether a runner that knew the earlier work has to look again.
    package func needsRunner(since earlier: PendingWork) -> Bool {
        readyMarks != earlier.readyMarks || clock != earlier.clock || isDueSooner(than: earlier)
            || (holdsDeliveries && !earlier.holdsDeliveries)
    }

    private func isDueSooner(than earlier: PendingWork) -> Bool {
        guard let nextDue else { return false }
        return earlier.nextDue.map { nextDue < $0 } ?? true
    }
}

extension WorldState {
    /// What the runner of this world acts on.
    package var pendingWork: PendingWork {
        PendingWork(
            readyMarks: deliveryQueue.readyMarks,
            nextDue: timers.nextDue,
            clock: clock,
            holdsDeliveries: holdsDeliveries
        )
    }
}
