package import Domain

/// The headers and the body of a request or a response, unmasked; whoever shows them masks secrets.
package struct RecordedMessage: Sendable {
    private enum Content {
        case parts(headers: [HeaderField], body: [UInt8])
        /// The values of the headers and then the body, packed in the texts of a record from a position on.
        case packed(HeaderNames, texts: [UInt8], position: Int)
    }

    private let content: Content

    /// A message with these parts.
    package init(headers: [HeaderField], body: [UInt8]) {
        content = .parts(headers: headers, body: body)
    }

    /// The message that is packed in the texts of a record from a position on.
    init(_ names: HeaderNames, packedIn texts: [UInt8], at position: Int) {
        content = .packed(names, texts: texts, position: position)
    }

    /// The headers in the order in which they were sent.
    package var headers: [HeaderField] {
        switch content {
        case .parts(let headers, _): return headers
        case .packed(let fields, let texts, let position):
            var texts = PackedTexts(texts, at: position)
            return fields.names.map { HeaderField(name: $0, value: texts.text()) }
        }
    }

    /// The body without transfer coding.
    package var body: [UInt8] {
        switch content {
        case .parts(_, let body): return body
        case .packed(let fields, let texts, let position):
            var texts = PackedTexts(texts, at: position)
            texts.skip(fields.names.count)
            return Array(texts.part())
        }
    }

    /// The approximate memory of the message in bytes; each header counts as 64.
    var weight: Int { headers.count * 64 + body.count }
}
