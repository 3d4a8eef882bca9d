package import Domain

/// What the journal records of a request when it arrives.
package struct JournalOpening: Sendable {
    /// The method as it was sent.
    package var method: String
    /// The path without the query.
    package var path: String
    /// The query without the question mark; nil if there was none.
    package var query: String?
    /// The headers and the body of the request.
    package var request: RecordedMessage
    /// The number of its connection; nil for a caller in the same process.
    package var connection: Int?
    /// When the request came, on the world's clock.
    package var at: Timestamp
    /// When the request came, in wall time.
    package var wallAt: Timestamp

    /// An opening with these values.
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
