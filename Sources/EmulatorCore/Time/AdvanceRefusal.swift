package import Domain

/// Why a clock was not advanced.
package enum AdvanceRefusal: Error, Hashable, Sendable {
    /// The clock shows a later time than the target already.
    case backwards(now: Timestamp)
    /// The world ended before the advance did.
    case worldEnded
}
