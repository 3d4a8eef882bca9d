package import Domain

/// A state of a world, with the time on its clock.
///
/// It is a class, so that all who keep the same state share one copy of it; a state takes more than a kilobyte.
package final class DatedState: Sendable {
    /// The state.
    package let state: WorldState
    /// The time on the clock of the world.
    package let now: Timestamp

    /// A state as it is at that wall time.
    package init(_ state: WorldState, wall: Timestamp) {
        self.state = state
        now = state.now(wall: wall)
    }
}
