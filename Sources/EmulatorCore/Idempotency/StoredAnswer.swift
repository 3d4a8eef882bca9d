package import Domain

/// An answer that a second call with the same key gets again, verbatim.
package struct StoredAnswer: Sendable {
    /// The status.
    package let status: Int
    /// The headers that the operation's answer had, without those of the moment.
    package let headers: [HeaderField]
    /// The bytes.
    package let body: [UInt8]
    /// The request id that the first call was given.
    package let requestID: String

    /// An answer to keep.
    package init(status: Int, headers: [HeaderField], body: [UInt8], requestID: String) {
        self.status = status
        self.headers = headers
        self.body = body
        self.requestID = requestID
    }
}
