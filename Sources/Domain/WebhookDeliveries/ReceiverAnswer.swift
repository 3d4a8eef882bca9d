/// The HTTP answer of a receiver.
package struct ReceiverAnswer: Hashable, Sendable {
    /// How many bytes of an answer's body are kept; the rest is not read.
    package static let keptBodyLength = 16 << 10

    /// The HTTP status.
    package let status: Int
    /// The headers of the answer.
    package let headers: [HeaderField]
    /// The first bytes of the body, at most `keptBodyLength`.
    package let body: [UInt8]

    /// An answer with those parts.
    package init(status: Int, headers: [HeaderField] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The value of a header; the case of the name does not matter.
    package func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }
}
