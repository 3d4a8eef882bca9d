import Documents
import OrderedCollections

/// Reads the members of an object by name, and finds members that were not read.
struct StateReader {
    private let members: JSONObject
    private var names: [String] = []

    /// A reader without members, used when an object is written.
    init() { members = [:] }

    init(_ json: JSONValue) throws(StateError) {
        guard let members = json.object else { throw .expected("an object") }
        self.members = members
    }

    /// Reads a required member.
    mutating func read<Value: StateCodable>(_ name: String, as: Value.Type = Value.self) throws(StateError) -> Value {
        try read(name, Value.init(state:))
    }

    /// Reads a required member with a function.
    mutating func read<Value>(
        _ name: String,
        _ read: (JSONValue) throws(StateError) -> Value
    ) throws(StateError) -> Value {
        names.append(name)
        guard let json = members[name] else { throw StateError("is missing").inside(name) }
        do throws(StateError) { return try read(json) } catch { throw error.inside(name) }
    }

    /// Throws if the object has a member that was not read.
    func finish() throws(StateError) {
        guard members.count > names.count else { return }
        let known = Set(names)
        for name in members.keys where !known.contains(name) {
            let hint = name.closest(among: names)
            throw StateError("is unknown; the object has \(names.joined(separator: ", "))", hint: hint).inside(name)
        }
    }
}
