import Documents

/// Writes the fields of one object, or reads them: whichever it is, the same lines name them.
///
/// While writing it hands back what the object has, so that the code which puts an object together works both ways.
struct StateCoder<Root> {
    /// What is written; nil while something is read.
    private let root: Root?
    private var reader: StateReader
    /// Moved in for the time of writing: a second owner would make each append a copy of all that is written.
    private var writer: JSONWriter

    /// Writes an object as `code` names its fields.
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

    /// Reads an object as `code` names its fields; others than those are refused.
    static func read<Result>(
        _ json: JSONValue,
        _ code: (inout StateCoder) throws(StateError) -> Result
    ) throws(StateError) -> Result {
        var coder = StateCoder(root: nil, reader: try StateReader(json), writer: JSONWriter(capacity: 0))
        let result = try code(&coder)
        try coder.reader.finish()
        return result
    }

    /// Codes a field.
    mutating func field<Value: StateCodable>(
        _ name: String,
        _ path: KeyPath<Root, Value>
    ) throws(StateError) -> Value {
        try field(name, path, writing: { $0.writeState(to: &$1) }, reading: Value.init(state:))
    }

    /// Codes a whole number that must lie between those.
    mutating func field(
        _ name: String,
        _ path: KeyPath<Root, Int>,
        in range: ClosedRange<Int>
    ) throws(StateError) -> Int {
        try field(name, path, writing: { $0.writeState(to: &$1) }) { json throws(StateError) in
            try Int(state: json, in: range)
        }
    }

    /// Codes a whole number that must lie between those, or may be absent.
    mutating func field(
        _ name: String,
        _ path: KeyPath<Root, Int?>,
        in range: ClosedRange<Int>
    ) throws(StateError) -> Int? {
        try field(name, path, writing: { $0.writeState(to: &$1) }) { json throws(StateError) in
            json.isNull ? nil : try Int(state: json, in: range)
        }
    }

    /// Codes bytes that are text most of the time.
    mutating func bytes(_ name: String, _ path: KeyPath<Root, [UInt8]>) throws(StateError) -> [UInt8] {
        try field(name, path, writing: { StateBytes($0).writeState(to: &$1) }) { json throws(StateError) in
            try StateBytes(state: json).bytes
        }
    }

    /// Refuses a field that was read and cannot be; what is written has been checked by those who made it.
    func check(_ name: String, mustBe expectation: String, _ holds: @autoclosure () -> Bool) throws(StateError) {
        guard root == nil, !holds() else { return }
        throw .expected(expectation).inside(name)
    }

    /// Refuses numbers that tell the elements of an array apart and do not.
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
