package import Documents

extension Operation {
    /// The first example of the JSON request body; nil if the contract has none.
    package var requestExample: JSONValue? {
        body?.json.flatMap { Examples.named(at: $0.place, in: library).first?.value }
    }
}
