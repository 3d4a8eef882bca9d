package import Domain

/// The headers and the body of a request or a response, unmasked; whoever shows them masks secrets.
package struct RecordedMessage: Sendable {
    /// The headers in the order in which they were sent.
    package var headers: [HeaderField]
    /// The body without transfer coding.
    package var body: [UInt8]

    /// A message with these parts.
    package init(headers: [HeaderField], body: [UInt8]) {
        self.headers = headers
        self.body = body
    }

    /// The approximate memory of the message in bytes; each header counts as 64.
    var weight: Int { headers.count * 64 + body.count }
}
