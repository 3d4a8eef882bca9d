import Documents

/// Writes or reads the fields of one object, with the same code for both directions.
///
/// When it writes, `field` returns the object's own value, so code that builds an object from fields works in both.
struct StateCoder<Root> {
    /// The object that is written; nil when one is read.
    private let root: Root?
    private var reader: StateReader
    /// Moved in while writing: with a second owner, each append would copy everything that has been written.
    private var writer: JSONWriter

    /// Writes an object with the fields that `code` names.
    static func write(
        _ value: Root,
        to writer: inout JSONWriter,
        _ code: (inout StateCoder) throws(StateError) -> Void
    ) {
        writer.object { writer in
            var coder = StateCoder(root: value, reader: StateReader(), writer: writer)
            writer = JSONWriter(capacity: 0)
            do throws(StateError) {
                try code(&coder)
            } catch {
                preconditionFailure("Nothing is read while writing, so nothing can be wrong with it.")
            }
            writer = coder.writer
        }
    }

    /// Reads an object with the fields that `code` names; throws for any other member.
    static func read<Result>(
        _ json: JSONValue,
        _ code: (inout StateCoder) throws(StateError) -> Result
    ) throws(StateError) -> Result {
        var coder = StateCoder(root: nil, reader: try StateReader(json), writer: JSONWriter(capacity: 0))
        let result = try code(&coder)
        try coder.reader.finish()
        return result
    }

    /// Writes or reads a field.
    mutating func field<Value: StateCodable>(
        _ name: String,
        _ path: KeyPath<Root, Value>
    ) throws(StateError) -> Value {
        try field(name, path, writing: { $0.writeState(to: &$1) }, reading: Value.init(state:))
    }

    /// Writes or reads an integer field that must be in a range.
    mutating func field(
        _ name: String,
        _ path: KeyPath<Root, Int>,
        in range: ClosedRange<Int>
    ) throws(StateError) -> Int {
        try field(name, path, writing: { $0.writeState(to: &$1) }) { json throws(StateError) in
            try Int(state: json, in: range)
        }
    }

    /// Writes or reads an optional integer field that must be in a range.
    mutating func field(
        _ name: String,
        _ path: KeyPath<Root, Int?>,
        in range: ClosedRange<Int>
    ) throws(StateError) -> Int? {
        try field(name, path, writing: { $0.writeState(to: &$1) }) { json throws(StateError) in
            json.isNull ? nil : try Int(state: json, in: range)
        }
    }

    /// Writes or reads a field of bytes that are usually text.
    mutating func bytes(_ name: String, _ path: KeyPath<Root, [UInt8]>) throws(StateError) -> [UInt8] {
        try field(name, path, writing: { StateBytes($0).writeState(to: &$1) }) { json throws(StateError) in
            try StateBytes(state: json).bytes
        }
    }

    /// Throws if a condition on a field that was read is false; does nothing when writing.
    func check(_ name: String, mustBe expectation: String, _ holds: @autoclosure () -> Bool) throws(StateError) {
        guard root == nil, !holds() else { return }
        throw .expected(expectation).inside(name)
    }

    /// Throws unless all numbers that were read are below `end` and different.
    func checkNumbers(_ numbers: [Int], below end: Int, in name: String) throws(StateError) {
        guard root == nil else { return }
        var seen: Set<Int> = []
        for (index, number) in numbers.enumerated() where number >= end || !seen.insert(number).inserted {
            throw .expected("a number below `next_number` that is used only once")
                .inside("number").inside(index).inside(name)
        }
    }

    private mutating func field<Value>(
        _ name: String,
        _ path: KeyPath<Root, Value>,
        writing write: (Value, inout JSONWriter) -> Void,
        reading read: (JSONValue) throws(StateError) -> Value
    ) throws(StateError) -> Value {
        guard let root else { return try reader.read(name, read) }
        let value = root[keyPath: path]
        writer.key(name)
        write(value, &writer)
        return value
    }
}
