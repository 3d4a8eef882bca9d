import Documents
import OrderedCollections

/// Takes an object apart by the names of its members, and knows at the end which of them nobody asked for.
struct StateReader {
    private let members: JSONObject
    private var names: [String] = []

    /// A reader of nothing.
    init() { members = [:] }

    init(_ json: JSONValue) throws(StateError) {
        guard let members = json.object else { throw .expected("an object") }
        self.members = members
    }

    /// Reads a member that must be there.
    mutating func read<Value: StateCodable>(_ name: String, as: Value.Type = Value.self) throws(StateError) -> Value {
        try read(name, Value.init(state:))
    }

    /// Reads a member that must be there, in a way of its own.
    mutating func read<Value>(
        _ name: String,
        _ read: (JSONValue) throws(StateError) -> Value
    ) throws(StateError) -> Value {
        names.append(name)
        guard let json = members[name] else { throw StateError("is missing").inside(name) }
        do throws(StateError) { return try read(json) } catch { throw error.inside(name) }
    }

    /// Refuses members that were not asked for.
    func finish() throws(StateError) {
        guard members.count > names.count else { return }
        let known = Set(names)
        for name in members.keys where !known.contains(name) {
            let hint = name.closest(among: names)
            throw StateError("is unknown; the object has \(names.joined(separator: ", "))", hint: hint).inside(name)
        }
    }
}

/// One of several kinds of thing, exported as an object whose only member is named after the kind.
enum StateChoice {
    static func write<Tag: RawRepresentable<String>>(
        _ tag: Tag,
        _ content: some StateCodable,
        to writer: inout JSONWriter
    ) {
        writer.object { writer in
            writer.key(tag.rawValue)
            content.writeState(to: &writer)
        }
    }

    static func read<Tag: RawRepresentable<String> & CaseIterable, Value>(
        _ json: JSONValue,
        _ read: (Tag, JSONValue) throws(StateError) -> Value
    ) throws(StateError) -> Value {
        guard let members = json.object, members.count == 1, let (name, content) = members.elements.first else {
            throw .expected("an object with one member")
        }
        guard let tag = Tag(rawValue: name) else {
            throw .unknown(name, among: Tag.allCases.map(\.rawValue)).inside(name)
        }
        do throws(StateError) { return try read(tag, content) } catch { throw error.inside(name) }
    }
}

/// What a kind of thing has that has nothing else to say: an object without members.
struct StateNothing: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self { StateNothing() }
}
