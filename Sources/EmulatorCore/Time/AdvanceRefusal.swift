package import Domain

/// Why a clock was not moved.
package enum AdvanceRefusal: Error, Hashable, Sendable {
    /// It shows a later moment already.
    case backwards(now: Timestamp)
    /// The world came to its end meanwhile.
    case worldEnded
}
