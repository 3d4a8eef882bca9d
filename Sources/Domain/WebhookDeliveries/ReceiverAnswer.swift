/// What a receiver answered.
package struct ReceiverAnswer: Hashable, Sendable {
    /// How much of an answer's body is kept; what comes after it is not even read.
    package static let keptBodyLength = 16 << 10

    /// The HTTP status.
    package let status: Int
    /// The headers.
    package let headers: [HeaderField]
    /// The first bytes of the body.
    package let body: [UInt8]

    /// An answer with those parts.
    package init(status: Int, headers: [HeaderField] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The value of a header, whatever its case.
    package func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }
}
