package import Domain

/// Headers and body of a request or an answer, as they were; masking is for those who show them.
package struct RecordedMessage: Sendable {
    /// In the order of the wire.
    package var headers: [HeaderField]
    /// The bytes without transfer coding.
    package var body: [UInt8]

    /// A message with those parts.
    package init(headers: [HeaderField], body: [UInt8]) {
        self.headers = headers
        self.body = body
    }

    /// About how much memory it takes; headers are not measured one by one.
    var weight: Int { headers.count * 64 + body.count }
}
