package import Documents
package import Domain

/// A control request that has changed a world, as a replay repeats it.
package struct RecordedAction: Sendable {
    /// The number of the last request before it; 0 if there was none.
    package let afterSeq: Int
    /// When it came, on the world's clock.
    package let at: Timestamp
    /// When it came, in wall time.
    package let wallAt: Timestamp
    /// The method as it was sent.
    package let method: String
    /// The path without the query, which only names the sandbox.
    package let path: String
    /// The body; nil if there was none.
    package let body: JSONValue?

    /// An action with these values.
    package init(
        afterSeq: Int,
        at: Timestamp,
        wallAt: Timestamp,
        method: String,
        path: String,
        body: JSONValue?
    ) {
        self.afterSeq = afterSeq
        self.at = at
        self.wallAt = wallAt
        self.method = method
        self.path = path
        self.body = body
    }

    /// The approximate memory of the action in bytes.
    var weight: Int { 256 + path.utf8.count + (body?.serialized.count ?? 0) }
}
