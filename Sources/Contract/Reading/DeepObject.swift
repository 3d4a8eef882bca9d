import Documents
import OrderedCollections

/// Reads `name[key]=value`; as many clients write it, keys may be nested and values repeated.
struct DeepObject {
    /// The deepest nesting of keys that is read.
    private static let maximumDepth = 16

    let name: String
    let typing: TextTyping

    /// The object in these items; nil if no item belongs to it.
    func value(in items: [QueryItem]) -> JSONValue? {
        let entries = items.compactMap { item in keys(of: item.name).map { (keys: $0[...], text: item.value) } }
        // Not `? nil :`, as nil would be the JSON value null.
        guard !entries.isEmpty else { return nil }
        return value(of: entries, typing)
    }

    /// The keys in a name, such as `a` and `b` in `name[a][b]`; nil for names of other parameters.
    private func keys(of text: String) -> [String]? {
        guard text.hasPrefix(name + "["), text.last == "]" else { return nil }
        let inner = text.dropFirst(name.count + 1).dropLast()
        let keys = inner.split(separator: "][", omittingEmptySubsequences: false).map(String.init)
        return keys.count <= Self.maximumDepth ? keys : nil
    }

    private func value(of entries: [(keys: ArraySlice<String>, text: String)], _ typing: TextTyping) -> JSONValue {
        let ends = entries.filter { $0.keys.isEmpty || $0.keys.elementsEqual([""]) }
        guard ends.count < entries.count else { return value(of: ends, typing: typing) }
        var groups: OrderedDictionary<String, [(keys: ArraySlice<String>, text: String)]> = [:]
        for entry in entries {
            guard let key = entry.keys.first, !key.isEmpty else { continue }
            groups[key, default: []].append((entry.keys.dropFirst(), entry.text))
        }
        let isList = typing.allowsLists && groups.keys.allSatisfy { JSONPointer.index($0) != nil }
        if isList, !typing.allowsObjects {
            let items = typing.items
            return .array(groups.values.map { value(of: $0, items) })
        }
        return .object(
            groups.reduce(into: JSONObject()) { members, group in
                members[group.key] = value(of: group.value, typing.property(group.key))
            }
        )
    }

    private func value(of ends: [(keys: ArraySlice<String>, text: String)], typing: TextTyping) -> JSONValue {
        let isMarkedAsList = ends.contains { !$0.keys.isEmpty }
        let list = JSONValue.array(ends.map { typing.items.value(of: $0.text) })
        guard let first = ends.first, ends.count == 1, !isMarkedAsList else { return list }
        guard typing.allowsLists else { return typing.value(of: first.text) }
        return typing.choose(typing.scalars(first.text) + [list]) ?? list
    }
}
