package import Domain

/// A world as it was at its beginning, from which a replay of its requests starts.
package struct WorldBeginning: Sendable {
    /// The state, with the time on the clock.
    let dated: DatedState
    /// The fault rules in the order in which they are tried, with their counts at that time.
    package let faults: [FaultRule]
    /// When the world began, in wall time.
    package let wallAt: Timestamp

    /// The state; it shares its storage with the present state, as far as that has not changed.
    package var state: WorldState { dated.state }
}
