import Documents
package import Domain

/// The response that a second request with the same `Idempotency-Key` gets again.
package struct StoredAnswer: Sendable {
    /// The HTTP status code.
    package let status: Int
    /// The headers that the operation set, without those that are made anew for each response.
    package let headers: [HeaderField]
    /// The encoded body.
    package let body: [UInt8]
    /// The request id of the first request.
    package let requestID: String

    /// A response with these parts.
    package init(status: Int, headers: [HeaderField], body: [UInt8], requestID: String) {
        self.status = status
        self.headers = headers
        self.body = body.compact
        self.requestID = requestID
    }
}
