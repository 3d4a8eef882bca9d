import Documents
import OrderedCollections

/// How results of tools are shortened.
extension JSONValue {
    /// The most rows that a result of a tool has.
    static let mostRows = 20
    /// The most rows that lists of the control API have, except the list of changes.
    static let mostListedRows = 1000
    /// The most rows that the list of changes has.
    static let mostListedChanges = 10_000

    /// The members with these names, if this is an object; absent ones are left out.
    func members(_ names: [String]) -> JSONObject {
        names.reduce(into: [:]) { members, name in
            if let value = self[name] { members[name] = value }
        }
    }

    /// The first rows, if this is an array, else no rows.
    var firstRows: JSONValue {
        .array(Array((array ?? []).prefix(Self.mostRows)))
    }

    /// The same object with each of its arrays cut to the first rows.
    var withFirstRows: JSONValue {
        guard let members = object else { return self }
        return .object(members.mapValues { $0.array == nil ? $0 : $0.firstRows })
    }

    /// How many rows have each value of a member, if this is an array of objects.
    func counts(by name: String) -> JSONValue {
        let names = (array ?? []).compactMap { $0[name]?.string }
        let counts = names.reduce(into: OrderedDictionary<String, Int>()) { $0[$1, default: 0] += 1 }
        return .object(counts.mapValues { .integer($0) })
    }
}
