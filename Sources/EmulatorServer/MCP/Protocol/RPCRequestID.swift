/// The id of a JSON-RPC request, as the text that the client sent, so that the answer has the very same one.
struct RPCRequestID: Hashable, Sendable {
    /// The JSON text of an integer or a string.
    let json: [UInt8]

    /// The id with this JSON text; nil unless it is an integer or a string.
    ///
    /// A number with a fraction or an exponent is not an integer here, even if its value is whole.
    init?(json: [UInt8]) {
        guard let first = json.first else { return nil }
        let isString = first == UInt8(ascii: "\"")
        let digits = first == UInt8(ascii: "-") ? json.dropFirst() : json[...]
        let isInteger = !digits.isEmpty && digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard isString || isInteger else { return nil }
        self.json = json
    }
}
