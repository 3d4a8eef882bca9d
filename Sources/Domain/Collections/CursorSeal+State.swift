import Documents

extension CursorSeal: StateCodable {
    func writeState(to writer: inout JSONWriter) { key.writeState(to: &writer) }

    init(state json: JSONValue) throws(StateError) {
        key = try UInt64(state: json)
    }
}
