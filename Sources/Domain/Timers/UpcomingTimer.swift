/// A timer that will change something, as a list of what becomes due shows it.
package struct UpcomingTimer: Hashable, Sendable {
    /// When it fires, on the world's clock.
    package let at: Timestamp
    /// The kind of change.
    package let kind: FiredTimer.Kind
    /// The id of the object that changes.
    package let ref: String
    /// The result, such as the new status; nil if it is not known before, as the verdict of an attempt.
    package let result: String?
}
