package import Documents

/// A JSON value that is kept as its text, which takes less memory than the value itself.
package struct PackedJSON: Hashable, Sendable {
    /// The text of the value, without whitespace.
    package let bytes: [UInt8]

    /// Packs a value.
    package init(_ json: JSONValue) {
        bytes = JSONWriter.bytes { writer in writer.value(json) }.compact
    }
}

/// Free JSON, exported as it is.
extension PackedJSON: StateCodable {
    func writeState(to writer: inout JSONWriter) { writer.raw(bytes) }

    init(state json: JSONValue) throws(StateError) { self.init(json) }
}
