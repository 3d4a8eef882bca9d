package import Domain

/// A world as it was at its beginning, from which a replay of its requests starts.
package struct WorldBeginning: Sendable {
    /// The state; it shares its storage with the present state, as far as that has not changed.
    package let state: WorldState
    /// The fault rules in the order in which they are tried, with their counts at that time.
    package let faults: [FaultRule]
    /// When the world began, in wall time.
    package let wallAt: Timestamp
}
