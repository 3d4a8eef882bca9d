/// The facts that a world's runner acts on: possible attempts, the next timer, the clock and held deliveries.
package struct PendingWork: Equatable, Sendable {
    /// How often an attempt may have become possible.
    let readyMarks: Int
    /// When the next timer is due; nil without timers.
    let nextDue: Timestamp?
    let clock: WorldClock
    /// Whether a fault rule holds deliveries, which the runner must release later.
    let holdsDeliveries: Bool

    /// Whether a runner that acted on `earlier` must be woken.
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
    /// The facts that the runner of this world acts on now.
    package var pendingWork: PendingWork {
        PendingWork(
            readyMarks: deliveryQueue.readyMarks,
            nextDue: timers.nextDue,
            clock: clock,
            holdsDeliveries: holdsDeliveries
        )
    }
}
