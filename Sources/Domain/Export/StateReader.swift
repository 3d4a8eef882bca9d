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
