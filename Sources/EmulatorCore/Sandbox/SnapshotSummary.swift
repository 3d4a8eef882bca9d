package import Domain

/// The name of a snapshot and when it was taken.
package struct SnapshotSummary: Hashable, Sendable {
    /// The name.
    package let name: String
    /// When it was taken, on the world's clock.
    package let at: Timestamp
}
