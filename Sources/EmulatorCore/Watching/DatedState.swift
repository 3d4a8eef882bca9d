package import Domain

/// A state of a world, with the time on its clock.
package struct DatedState: Sendable {
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
