package import Domain

/// What the journal records of a request when it arrives.
package struct JournalOpening: Sendable {
    /// The method as it was sent.
    package let method: String
    /// The path without the query.
    package let path: String
    /// The query without the question mark; nil if there was none.
    package let query: String?
    /// The headers and the body of the request.
    package let request: RecordedMessage
    /// The number of its connection; nil for a caller in the same process.
    package let connection: Int?
    /// When the request came, on the world's clock.
    package let at: Timestamp
    /// When the request came, in wall time.
    package let wallAt: Timestamp

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
