import Documents
import OrderedCollections

/// Collects the names of properties in declared order, including references and branches such as `allOf`.
///
/// The branches of `anyOf` and `oneOf` are merged so that each branch keeps its own order: from `a, c` and `a, b, c`
/// results `a, b, c`.
struct NameSearch {
    let library: SchemaLibrary
    private(set) var names: OrderedSet<String> = []
    private var path: Set<SchemaLocation> = []
    private var remaining = 1_000

    init(library: SchemaLibrary) {
        self.library = library
    }

    /// Adds the names of a schema: its own first, then those of its parts in written order.
    mutating func visit(_ schema: SchemaLocation) {
        guard remaining > 0, let members = library.index.value(at: schema)?.object,
            path.insert(schema).inserted
        else { return }
        remaining -= 1
        defer { path.remove(schema) }
        names.append(contentsOf: members["properties"]?.object?.keys ?? [])
        for (keyword, value) in members { visit(keyword, value, of: schema) }
    }

    private mutating func visit(_ keyword: String, _ value: JSONValue, of schema: SchemaLocation) {
        switch keyword {
        case "$ref", "$dynamicRef":
            let resource = library.index.resource(around: schema)
            guard let target = value.string.flatMap({ library.resolve($0, from: resource) }) else { return }
            visit(target)
        case "allOf":
            for index in (value.array ?? []).indices { visit(schema.appending([keyword, String(index)])) }
        case "anyOf", "oneOf":
            let outer = names
            names = []
            for index in (value.array ?? []).indices {
                let merged = names
                names = []
                visit(schema.appending([keyword, String(index)]))
                names = Self.merged(merged, names)
            }
            names = outer.union(names)
        case "if", "then", "else": visit(schema.appending(keyword))
        case "dependentSchemas":
            for name in (value.object ?? [:]).keys { visit(schema.appending([keyword, name])) }
        default: return
        }
    }

    /// Merges two lists: a name that only the second has is inserted before the next name that both have.
    private static func merged(_ first: OrderedSet<String>, _ second: OrderedSet<String>) -> OrderedSet<String> {
        var result = first.elements
        var waiting: [String] = []
        for name in second {
            if first.contains(name), let place = result.firstIndex(of: name) {
                result.insert(contentsOf: waiting, at: place)
                waiting = []
            } else {
                waiting.append(name)
            }
        }
        return OrderedSet(result + waiting)
    }
}
