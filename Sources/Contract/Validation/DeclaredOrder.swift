import Documents
import OrderedCollections

/// The order in which a schema declares its properties; violations are reported in this order.
struct DeclaredOrder {
    let library: SchemaLibrary

    /// The names of the properties that these schemas declare, including references and branches such as `allOf`.
    func names(in schemas: [SchemaLocation]) -> [String] {
        var search = NameSearch(library: library)
        for schema in schemas { search.visit(schema) }
        return search.names.elements
    }

    /// Sorts violations by the declared order of their places; an object comes before its members.
    func sorted(_ violations: [ContractViolation], from root: SchemaLocation) -> [ContractViolation] {
        guard violations.count > 1 else { return violations }
        var ranks: [JSONPointer: [Int]] = [:]
        for violation in violations where ranks[violation.pointer] == nil {
            ranks[violation.pointer] = rank(of: violation.pointer, from: root)
        }
        let keyed = violations.enumerated().map { (ranks[$0.element.pointer] ?? [], $0.offset, $0.element) }
        return keyed.sorted { left, right in
            left.0 == right.0 ? left.1 < right.1 : left.0.lexicographicallyPrecedes(right.0)
        }.map(\.2)
    }

    private func rank(of pointer: JSONPointer, from root: SchemaLocation) -> [Int] {
        var schemas = [root]
        return pointer.tokens.map { token in
            let ancestors = schemas
            let unfolded = unfolded(schemas)
            schemas = unfolded.flatMap { children(of: $0, token) }
            return names(in: ancestors).firstIndex(of: token) ?? Int(token) ?? .max
        }
    }

    /// The schemas of the property or item that a token names.
    func children(of schema: SchemaLocation, _ token: String) -> [SchemaLocation] {
        guard let members = library.index.value(at: schema)?.object else { return [] }
        if members["properties"]?[token] != nil { return [schema.appending(["properties", token])] }
        if let index = Int(token), members["prefixItems"]?[index] != nil {
            return [schema.appending(["prefixItems", token])]
        }
        let others = ["items", "additionalProperties", "unevaluatedProperties", "unevaluatedItems"]
        return others.filter { members[$0] != nil }.map { schema.appending($0) }
    }

    // MARK: Schemas of the same value

    /// These schemas and all others that apply to the same value, such as references and branches, in written order.
    func unfolded(_ schemas: [SchemaLocation]) -> [SchemaLocation] {
        var found: OrderedSet<SchemaLocation> = []
        for schema in schemas { unfold(schema, into: &found) }
        return found.elements
    }

    private func unfold(_ schema: SchemaLocation, into found: inout OrderedSet<SchemaLocation>) {
        guard found.count < 500, !found.contains(schema), let members = library.index.value(at: schema)?.object else {
            return
        }
        found.append(schema)
        for (keyword, value) in members {
            switch keyword {
            case "$ref", "$dynamicRef":
                guard let text = value.string else { continue }
                let resource = library.index.resource(around: schema)
                if let target = library.resolve(text, from: resource) { unfold(target, into: &found) }
            case "allOf", "anyOf", "oneOf":
                for index in (value.array ?? []).indices {
                    unfold(schema.appending([keyword, String(index)]), into: &found)
                }
            case "if", "then", "else": unfold(schema.appending(keyword), into: &found)
            case "dependentSchemas":
                for name in (value.object ?? [:]).keys { unfold(schema.appending([keyword, name]), into: &found) }
            default: continue
            }
        }
    }
}
