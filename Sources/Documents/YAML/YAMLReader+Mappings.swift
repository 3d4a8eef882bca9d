import OrderedCollections

extension YAMLReader {
    /// A mapping while its members are read.
    struct Mapping {
        var members = JSONObject()
        var entry: SourceMap.Entry
        /// The value of the key `<<`, if there is one.
        var merged: [Reading] = []

        init(start: SourceMap.Position) {
            entry = SourceMap.Entry(value: start)
        }
    }

    /// Adds a member; a key that is there already is a mistake, with which the reading goes on.
    mutating func add(_ value: JSONValue, _ entry: SourceMap.Entry, for key: Key, to mapping: inout Mapping) {
        var entry = entry
        entry.key = key.position
        if key.isPlain, key.name == "<<" {
            if let first = mapping.merged.first { return addDuplicate(key, first.entry.key) }
            mapping.merged.append((value, entry))
            return
        }
        guard mapping.members.updateValue(value, forKey: key.name) == nil else {
            let first = mapping.members.index(forKey: key.name).flatMap { mapping.entry.children[$0].key }
            return addDuplicate(key, first)
        }
        mapping.entry.children.append(entry)
    }

    private mutating func addDuplicate(_ key: Key, _ first: SourceMap.Position?) {
        let place = first.map { " (first in line \($0.line))" } ?? ""
        let message = "the key `\(key.name)` occurs twice in one mapping\(place)"
        collector.add(Diagnostic(message, at: SourceLocation(file, key.position)))
    }

    /// Adds what `<<` names to a mapping whose members have all been read.
    mutating func finish(_ mapping: inout Mapping) throws(DiagnosticsError) {
        try count(mapping.entry.children.count)
        if mapping.merged.isEmpty { return }
        for merged in mapping.merged { try merge(merged, into: &mapping) }
    }

    /// Adds the members of the mappings that `<<` names, except those that the mapping has itself.
    private mutating func merge(_ merged: Reading, into mapping: inout Mapping) throws(DiagnosticsError) {
        try count(1)
        guard case .array(let sources) = merged.value else { return try mergeOne(merged, into: &mapping) }
        for source in zip(sources, merged.entry.children) { try mergeOne(source, into: &mapping) }
    }

    private mutating func mergeOne(_ source: Reading, into mapping: inout Mapping) throws(DiagnosticsError) {
        guard case .object(let additions) = source.value else {
            throw failure("`<<` takes a mapping or a list of mappings", at: source.entry.value)
        }
        for (addition, child) in zip(additions, source.entry.children) where mapping.members[addition.key] == nil {
            mapping.members[addition.key] = addition.value
            mapping.entry.children.append(child)
        }
    }
}
