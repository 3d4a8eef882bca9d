import Documents

extension BaselineReader {
    /// Things that rows may speak of, by what rows call them.
    struct Named<Value> {
        /// What a finding calls one of them.
        let kind: String
        private var values: [String: Value] = [:]

        init(_ kind: String) { self.kind = kind }

        var names: [String] { values.keys.sorted() }

        subscript(name: String) -> Value? { values[name] }

        /// Takes in what a row describes, under those of its members that it has.
        mutating func add(_ value: Value, of row: Row, by members: String...) {
            for name in members.compactMap({ row.text($0) }) where values[name] == nil { values[name] = value }
        }
    }

    /// What a member names; notes a name that nothing has.
    mutating func named<Value>(_ member: String, of row: Row, among known: Named<Value>) -> Value? {
        row.text(member).flatMap { value(named: $0, at: row.place.appending(member), among: known) }
    }

    /// What a list of names speaks of, each with its name and place; notes names that nothing has.
    mutating func named<Value>(
        each member: String,
        of row: Row,
        among known: Named<Value>
    ) -> [(name: String, place: JSONPointer, value: Value)] {
        var found: [(name: String, place: JSONPointer, value: Value)] = []
        for (index, name) in (row.json[member]?.array ?? []).enumerated() {
            guard let name = name.string else { continue }
            let place = row.place.appending(member).appending(index)
            if let value = value(named: name, at: place, among: known) { found.append((name, place, value)) }
        }
        return found
    }

    private mutating func value<Value>(
        named name: String,
        at place: JSONPointer,
        among known: Named<Value>
    ) -> Value? {
        if let value = known[name] { return value }
        findings.add("there is no \(known.kind) `\(name)`", at: place, hint: name.suggestion(among: known.names))
        return nil
    }

    /// Notes rows with a member that comes to the same as that of a row before; `what` is all that is the same.
    mutating func requireOnce(_ member: String, in rows: [Row], as keys: [some Hashable], telling what: String? = nil) {
        var first: [AnyHashable: Row] = [:]
        for (row, key) in zip(rows, keys) where row.json[member] != nil {
            if let other = first[key] {
                let owner = other.place.label ?? ""
                findings.add("\(owner) has the same \(what ?? "`\(member)`")", at: row.place.appending(member))
            } else {
                first[key] = row
            }
        }
    }
}
