import Documents

extension Identifier: StateCodable {
    func writeState(to writer: inout JSONWriter) { writer.value(description) }

    init(state json: JSONValue) throws(StateError) {
        self.init(try String(state: json))
    }
}
