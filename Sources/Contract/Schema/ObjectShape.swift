import OrderedCollections

/// The properties of objects that pass a schema, including its references, `allOf` and branches.
final class ObjectShape: Sendable {
    /// The presence of each declared or required property; all others are open.
    private let presences: OrderedDictionary<String, PropertyPresence>
    /// The declared properties in order, including references and `allOf`; a name may occur more than once.
    let properties: [PropertiesKeyword.Property]
    /// The names that every valid object has.
    let requiredNames: [String]
    private let schemas: [String: [Schema]]

    init(of schema: Schema) {
        var search = ShapeSearch()
        presences = search.presences(of: schema)
        requiredNames = presences.filter { $0.value == .required }.keys.elements
        search = ShapeSearch()
        properties = search.properties(of: schema)
        schemas = Dictionary(grouping: properties, by: \.name).mapValues { $0.map(\.schema) }
    }

    /// The declared schemas of a property.
    func schemas(for name: String) -> [Schema] { schemas[name] ?? [] }

    func presence(of name: String) -> PropertyPresence { presences[name] ?? .open }
}

/// Collects the properties of a schema; visits at most 2,000 schemas.
private struct ShapeSearch {
    private static let maximumVisits = 2_000

    private var visits = 0

    private mutating func visit(_ depth: Int) -> Bool {
        visits += 1
        return depth > 0 && visits <= Self.maximumVisits
    }

    mutating func properties(of schema: Schema, depth: Int = 8) -> [PropertiesKeyword.Property] {
        guard visit(depth) else { return [] }
        var found: [PropertiesKeyword.Property] = []
        for keyword in schema.parts {
            switch keyword {
            case let keyword as PropertiesKeyword: found += keyword.properties
            case let keyword as ReferenceKeyword: found += properties(of: keyword.staticTarget, depth: depth - 1)
            case let keyword as AllOfKeyword:
                for part in keyword.schemas { found += properties(of: part, depth: depth - 1) }
            default: continue
            }
        }
        return found
    }

    /// The presences of the properties; unions inside unions are followed two levels deep.
    mutating func presences(of schema: Schema, depth: Int = 12) -> OrderedDictionary<String, PropertyPresence> {
        guard visit(depth) else { return [:] }
        var found: OrderedDictionary<String, PropertyPresence> = [:]
        for keyword in schema.parts {
            switch keyword {
            case let keyword as PropertiesKeyword: found.merge(keyword.presences, uniquingKeysWith: max)
            case let keyword as ReferenceKeyword:
                found.merge(presences(of: keyword.staticTarget, depth: depth - 1), uniquingKeysWith: max)
            case let keyword as AllOfKeyword:
                for part in keyword.schemas {
                    found.merge(presences(of: part, depth: depth - 1), uniquingKeysWith: max)
                }
            case let keyword as AlternativesKeyword:
                let branches = keyword.branches.map { presences(of: $0, depth: depth / 3) }
                let agreed = branches[0].filter { name, presence in branches.allSatisfy { $0[name] == presence } }
                found.merge(agreed, uniquingKeysWith: max)
            default: continue
            }
        }
        return found
    }
}

extension PropertiesKeyword {
    fileprivate var presences: OrderedDictionary<String, PropertyPresence> {
        let declared = properties.map { property -> (String, PropertyPresence) in
            if property.isRequired { return (property.name, .required) }
            return (property.name, property.schema.valueTypes.own == .null ? .absent : .open)
        }
        return OrderedDictionary(declared + otherRequired.map { ($0, .required) }, uniquingKeysWith: max)
    }
}
