/// A range of creation times without its two limits; a limit that is nil does not apply.
package struct CreationRange: Hashable, Sendable {
    /// The lower limit: only objects created after it.
    package var after: Timestamp?
    /// The upper limit: only objects created before it.
    package var before: Timestamp?

    /// A range with those limits; all times by default.
    package init(after: Timestamp? = nil, before: Timestamp? = nil) {
        self.after = after
        self.before = before
    }

    /// Whether a time is in the range.
    package func contains(_ moment: Timestamp) -> Bool {
        (after.map { moment > $0 } ?? true) && (before.map { moment < $0 } ?? true)
    }
}
