import Documents

/// A value that can be exported as JSON and read back as an equal value.
///
/// Equal values have equal bytes, and reading an export and exporting it again gives the same bytes.
protocol StateCodable {
    /// Writes one JSON value.
    func writeState(to writer: inout JSONWriter)
    /// Reads a value from its JSON; throws for any other JSON.
    init(state json: JSONValue) throws(StateError)
}

extension StateObject {
    func writeState(to writer: inout JSONWriter) {
        StateCoder.write(self, to: &writer) { coder throws(StateError) in _ = try Self.coded(by: &coder) }
    }

    init(state json: JSONValue) throws(StateError) {
        self = try StateCoder.read(json) { coder throws(StateError) in try Self.coded(by: &coder) }
    }
}

extension Sequence {
    /// Writes an array; `write` writes each element.
    func writeArray(to writer: inout JSONWriter, _ write: (Element, inout JSONWriter) -> Void) {
        writer.array { writer in for element in self { write(element, &writer) } }
    }
}
