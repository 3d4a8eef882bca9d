/// An HTTP header of a request or an answer, as it was sent.
package struct HeaderField: Hashable, Sendable {
    /// The name with its case as it was sent.
    package let name: String
    /// The value as it was sent.
    package let value: String

    /// A header with that name and value.
    package init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}
