/// A header as it went over the wire.
package struct HeaderField: Hashable, Sendable {
    /// The name in its own spelling.
    package let name: String
    /// The value as it was.
    package let value: String

    /// A header with that name and value.
    package init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}
