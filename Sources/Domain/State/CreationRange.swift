/// A stretch of time whose ends are not part of it; an end that is nil is open.
package struct CreationRange: Hashable, Sendable {
    /// What was created after this.
    package var after: Timestamp?
    /// What was created before this.
    package var before: Timestamp?

    /// All of time, or a part of it.
    package init(after: Timestamp? = nil, before: Timestamp? = nil) {
        self.after = after
        self.before = before
    }

    /// Whether a moment lies in it.
    package func contains(_ moment: Timestamp) -> Bool {
        (after.map { moment > $0 } ?? true) && (before.map { moment < $0 } ?? true)
    }
}
