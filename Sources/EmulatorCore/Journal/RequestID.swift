import Domain

/// A request id, kept as the stream that draws it, so that it takes eight bytes and its text is made when it is needed.
struct RequestID: Sendable {
    private static let length = 26

    private let stream: RandomStream

    /// Draws the next id of a stream.
    init(from stream: inout RandomStream) {
        self.stream = stream
        stream.skipText(length: Self.length)
    }

    /// The id as responses show it, such as `req_` and 26 characters.
    var text: String {
        var stream = stream
        return stream.text(prefix: "req_", length: Self.length, alphabet: .crockford)
    }
}
