/// The facts that a world's runner acts on: possible attempts, the next timer, the clock and held deliveries.
package struct PendingWork: Sendable {
    /// How often an attempt may have become possible.
    let readyMarks: Int
    /// When the next timer is due; nil without timers.
    let nextDue: Timestamp?
    /// The clock of the world.
    package let clock: WorldClock
    /// Whether a fault rule holds deliveries, which the runner must release later.
    let holdsDeliveries: Bool

    /// What a runner knows that was never woken.
    package static func none(on clock: WorldClock) -> PendingWork {
        PendingWork(readyMarks: 0, nextDue: nil, clock: clock, holdsDeliveries: false)
    }

    /// The facts that the runner of a world acts on now; `inout`, as the compiler copies a state that is only read.
    package static func of(_ state: inout WorldState) -> PendingWork {
        PendingWork(
            readyMarks: state.deliveryQueue.readyMarks,
            nextDue: state.timers.nextDue,
            clock: state.clock,
            holdsDeliveries: state.holdsDeliveries
        )
    }

    /// Whether a timer is due.
    package func hasDueTimer(wall: Timestamp) -> Bool {
        nextDue.map { $0 <= clock.now(wall: wall) } ?? false
    }

    /// Whether a runner that acted on `earlier` must be woken.
    package func needsRunner(since earlier: PendingWork) -> Bool {
        let hasOtherTimer = nextDue != nil && nextDue != earlier.nextDue
        return readyMarks != earlier.readyMarks || clock != earlier.clock || hasOtherTimer
            || (holdsDeliveries && !earlier.holdsDeliveries)
    }
}
