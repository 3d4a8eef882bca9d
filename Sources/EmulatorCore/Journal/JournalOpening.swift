package import Domain

/// What a request shows before anything is known of it.
package struct JournalOpening: Sendable {
    /// As it was sent.
    package var method: String
    /// Without the query.
    package var path: String
    /// Without the question mark; nil if there was none.
    package var query: String?
    /// What came.
    package var request: RecordedMessage
    /// The number of its connection; nil for a caller in the same process.
    package var connection: Int?
    /// The moment on the sandbox's clock.
    package var at: Timestamp
    /// The moment on the wall.
    package var wallAt: Timestamp

    /// An opening with those facts.
    package init(
        method: String,
        path: String,
        query: String?,
        request: RecordedMessage,
        connection: Int? = nil,
        at: Timestamp,
        wallAt: Timestamp
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.request = request
        self.connection = connection
        self.at = at
        self.wallAt = wallAt
    }
}
