import OrderedCollections

/// The schemas for parts of a value, including those of references, `allOf` and all branches.
extension Schema {
    /// How deep references and branches are followed.
    private static let depth = 8

    /// The possible schemas of the items of a list.
    func itemSchemas(depth: Int = Schema.depth) -> [Schema] {
        inPlace(depth).flatMap { schema in
            schema.parts.compactMap { ($0 as? ItemsKeyword)?.rest }
        }
    }

    /// The possible schemas of a property; if it is not declared, those of `additionalProperties`.
    func memberSchemas(_ name: String, depth: Int = Schema.depth) -> [Schema] {
        let keywords = inPlace(depth).flatMap { $0.parts.compactMap { $0 as? PropertiesKeyword } }
        let declared = keywords.flatMap { $0.properties.filter { $0.name == name }.map(\.schema) }
        return declared.isEmpty ? keywords.compactMap(\.additional) : declared
    }

    /// The names of the declared properties.
    func declaredPropertyNames(depth: Int = Schema.depth) -> OrderedSet<String> {
        inPlace(depth).reduce(into: []) { names, schema in
            for case let keyword as PropertiesKeyword in schema.parts {
                names.append(contentsOf: keyword.properties.map(\.name))
            }
        }
    }

    /// Whether an object may have undeclared properties.
    func allowsOtherProperties(depth: Int = Schema.depth) -> Bool {
        inPlace(depth).allSatisfy { schema in
            schema.parts.allSatisfy { keyword in
                guard let additional = (keyword as? PropertiesKeyword)?.additional else { return true }
                return !additional.isFalse
            }
        }
    }

    /// This schema and at most about 300 others that apply or may apply to the same value.
    private func inPlace(_ depth: Int) -> [Schema] {
        var found: [Schema] = []
        collectInPlace(depth, into: &found)
        return found
    }

    private func collectInPlace(_ depth: Int, into found: inout [Schema]) {
        guard depth > 0, found.count < 300 else { return }
        found.append(self)
        for keyword in parts {
            switch keyword {
            case let keyword as ReferenceKeyword: keyword.staticTarget.collectInPlace(depth - 1, into: &found)
            case let keyword as AllOfKeyword:
                for schema in keyword.schemas { schema.collectInPlace(depth - 1, into: &found) }
            case let keyword as AlternativesKeyword:
                for schema in keyword.branches { schema.collectInPlace(depth - 1, into: &found) }
            default: continue
            }
        }
    }
}
