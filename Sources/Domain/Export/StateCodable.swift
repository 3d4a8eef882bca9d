import Documents

/// Something that the exported state of a world is made of: it is written as JSON and read back as the same value.
///
/// Equal values give equal bytes, and what was read gives the bytes again that it was read from.
protocol StateCodable {
    /// Writes one JSON value.
    func writeState(to writer: inout JSONWriter)
    /// Reads such a value; whatever else the JSON is, it is refused.
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
    /// Writes one array, in whose elements `write` may put anything.
    func writeArray(to writer: inout JSONWriter, _ write: (Element, inout JSONWriter) -> Void) {
        writer.array { writer in for element in self { write(element, &writer) } }
    }
}
