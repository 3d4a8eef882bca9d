import Documents

extension BaselineReader {
    /// Values that rows may refer to, by their names, such as contacts by `ref` or id.
    struct Named<Value> {
        /// The word for one of the values in findings, such as `contact`.
        let kind: String
        private var values: [String: Value] = [:]

        init(_ kind: String) { self.kind = kind }

        var names: [String] { values.keys.sorted() }

        subscript(name: String) -> Value? { values[name] }

        /// Adds a row's value under the names in these members, such as `ref` and `id`; a name keeps its first value.
        mutating func add(_ value: Value, of row: Row, by members: String...) {
            for name in members.compactMap({ row.text($0) }) where values[name] == nil { values[name] = value }
        }
    }

    /// The value that a member names; an unknown name is a finding.
    mutating func named<Value>(_ member: String, of row: Row, among known: Named<Value>) -> Value? {
        row.text(member).flatMap { value(named: $0, at: row.place.appending(member), among: known) }
    }

    /// The values that a list of names refers to, each with its name and place; an unknown name is a finding.
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

    /// Reports rows that have the member and the same key as an earlier row; `what` is how the finding names the key.
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
