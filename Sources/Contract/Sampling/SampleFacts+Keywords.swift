import Documents
import OrderedCollections

extension SampleFacts {
    /// The values of a keyword in all schemas that have it.
    func all(_ keyword: String) -> [JSONValue] {
        members.compactMap { $0[keyword] }
    }

    /// The values in `const`, `example`, `examples`, `default` and `enum`.
    var namedValues: [JSONValue] {
        all("const") + all("example") + all("examples").compactMap { $0[0] } + all("default")
            + all("enum").flatMap { $0.array ?? [] }
    }

    /// The strictest lower bound of a count, such as `minItems`.
    func highest(_ keyword: String) -> Int { all(keyword).compactMap(\.count).max() ?? 0 }

    /// The strictest upper bound of a count, such as `maxItems`.
    func lowest(_ keyword: String) -> Int? { all(keyword).compactMap(\.count).min() }

    // MARK: Types

    /// The types that all schemas allow.
    var types: TypeSet {
        all("type").reduce(into: openTypes) { types, value in
            let named = TypeSet(value)
            if !named.isEmpty { types.formIntersection(named) }
        }
    }

    /// The types to try in this order; if more than four are allowed, the one that other keywords imply is the first.
    var typesInOrder: [TypeSet] {
        let types = types
        let usual: [TypeSet] = [.object, .array, .string, [.integer, .number], .boolean, .null]
        let allowed = usual.filter { !$0.isDisjoint(with: types) }
        guard allowed.count > 4 else { return allowed }
        let spoken = inferredType.flatMap { type in allowed.first { $0 == type } }
        return spoken.map { first in [first] + allowed.filter { $0 != first } } ?? allowed
    }

    private var inferredType: TypeSet? {
        let signs: [(TypeSet, [String])] = [
            (.object, ["properties", "required", "additionalProperties", "minProperties", "patternProperties"]),
            (.array, ["items", "prefixItems", "minItems", "contains"]),
            (.string, ["minLength", "maxLength", "pattern", "format"]),
            ([.integer, .number], ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]),
        ]
        return signs.first { $0.1.contains { keyword in members.contains { $0[keyword] != nil } } }?.0
    }

    // MARK: Properties

    /// The names of the required properties.
    var required: OrderedSet<String> {
        var names = OrderedSet(all("required").flatMap { $0.array ?? [] }.compactMap(\.string))
        names.append(contentsOf: propertyParts.keys)
        return names
    }

    /// The names that `dependentRequired` demands if there is a property.
    func names(requiredBy name: String) -> [String] {
        all("dependentRequired").flatMap { $0[name]?.array ?? [] }.compactMap(\.string)
    }

    /// The goal for the value of a property.
    func goal(forProperty name: String) -> SampleGoal {
        var parts: [SamplePart] = []
        var isEvaluated = false
        for (node, scope) in schemas {
            let own = self.parts(of: node, scope, forProperty: name)
            if !own.isEmpty { isEvaluated = true }
            parts += own
        }
        if !isEvaluated { parts += unevaluated("unevaluatedProperties") }
        return SampleGoal(parts: (parts + (propertyParts[name] ?? [])).uniqued)
    }

    private func parts(of node: SampleNode, _ scope: Int, forProperty name: String) -> [SamplePart] {
        var parts: [SamplePart] = []
        if node.members["properties"]?[name] != nil {
            parts.append(SamplePart(node: graph.child(of: node, "properties", name).number, scope: scope))
        }
        for text in (node.members["patternProperties"]?.object ?? [:]).keys {
            guard let pattern = graph.pattern(text, of: node), pattern.matches(name) else { continue }
            parts.append(SamplePart(node: graph.child(of: node, "patternProperties", text).number, scope: scope))
        }
        if parts.isEmpty, node.members["additionalProperties"] != nil {
            parts.append(SamplePart(node: graph.child(of: node, "additionalProperties").number, scope: scope))
        }
        return parts
    }

    private func unevaluated(_ keyword: String) -> [SamplePart] {
        schemas.filter { $0.node.members[keyword] != nil }.map { node, scope in
            SamplePart(node: graph.child(of: node, keyword).number, scope: scope)
        }
    }

    /// The goal for the names of properties; nil if there is no `propertyNames`.
    var nameGoal: SampleGoal? {
        let parts = schemas.filter { $0.node.members["propertyNames"] != nil }.map { node, scope in
            SamplePart(node: graph.child(of: node, "propertyNames").number, scope: scope)
        }
        return parts.isEmpty ? nil : SampleGoal(parts: parts)
    }

    // MARK: Items

    /// The number of items with their own schema in `prefixItems`.
    var prefixCount: Int { schemas.map { $0.node.members["prefixItems"]?.array?.count ?? 0 }.max() ?? 0 }

    /// Whether `items` has a schema.
    var describesItems: Bool { schemas.contains { $0.node.members["items"]?.object != nil } }

    /// The goal for the item at an index.
    func goal(forItem index: Int) -> SampleGoal {
        var parts: [SamplePart] = []
        for (node, scope) in schemas {
            if index < node.members["prefixItems"]?.array?.count ?? 0 {
                parts.append(SamplePart(node: graph.child(of: node, "prefixItems", String(index)).number, scope: scope))
            } else if node.members["items"] != nil {
                parts.append(SamplePart(node: graph.child(of: node, "items").number, scope: scope))
            }
        }
        if parts.isEmpty { parts += unevaluated("unevaluatedItems") }
        return SampleGoal(parts: parts.uniqued)
    }

    /// The schemas of `contains`, each with the minimum and maximum number of items that match it.
    var contained: [(part: SamplePart, minimum: Int, maximum: Int?)] {
        schemas.filter { $0.node.members["contains"] != nil }.map { node, scope in
            let part = SamplePart(node: graph.child(of: node, "contains").number, scope: scope)
            return (part, node.members["minContains"]?.count ?? 1, node.members["maxContains"]?.count)
        }
    }
}

extension [SamplePart] {
    /// The parts without duplicates, in the order of their first occurrence.
    var uniqued: [SamplePart] {
        count > 1 ? OrderedSet(self).elements : self
    }
}

extension JSONValue {
    /// The count of a keyword, limited to 0 to 1,000,000,000 so that calculations do not overflow.
    var count: Int? {
        integer.map { Swift.min(Swift.max($0, 0), 1_000_000_000) } ?? (double.map { $0 > 0 ? 1_000_000_000 : 0 })
    }
}
