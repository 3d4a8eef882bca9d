import Documents
import OrderedCollections

/// What is known about the values that a schema accepts without validating any.
extension Schema {
    /// The most schemas that are visited for the types of one; the types of further ones are not restricted.
    private static let maximumVisits = 2_000

    /// The types that may pass, including the restrictions of references, `allOf` and branches.
    func possibleTypes(depth: Int = 8) -> TypeSet {
        var visits = 0
        return possibleTypes(depth: depth, &visits)
    }

    private func possibleTypes(depth: Int, _ visits: inout Int) -> TypeSet {
        var types = self.types
        visits += 1
        guard depth > 0, visits < Self.maximumVisits else { return types }
        for keyword in parts {
            switch keyword {
            case let keyword as ReferenceKeyword:
                types.formIntersection(keyword.staticTarget.possibleTypes(depth: depth - 1, &visits))
            case let keyword as AllOfKeyword:
                for schema in keyword.schemas {
                    types.formIntersection(schema.possibleTypes(depth: depth - 1, &visits))
                }
            case let keyword as AlternativesKeyword:
                var allowed = TypeSet()
                for schema in keyword.branches { allowed.formUnion(schema.possibleTypes(depth: depth - 1, &visits)) }
                types.formIntersection(allowed)
            case let keyword as ValueKeyword:
                types.formIntersection(keyword.values.reduce(into: TypeSet()) { $0.formUnion(TypeSet(of: $1)) })
            default: continue
            }
        }
        return types
    }

    /// The types that the items of a list may have.
    func itemTypes(depth: Int = 8) -> TypeSet {
        var visits = 0
        return itemTypes(depth: depth, &visits)
    }

    private func itemTypes(depth: Int, _ visits: inout Int) -> TypeSet {
        var types = TypeSet.all
        visits += 1
        guard depth > 0, visits < Self.maximumVisits else { return types }
        for keyword in parts {
            switch keyword {
            case let keyword as ItemsKeyword:
                if let rest = keyword.rest { types.formIntersection(rest.possibleTypes(depth: 8, &visits)) }
            case let keyword as ReferenceKeyword:
                types.formIntersection(keyword.staticTarget.itemTypes(depth: depth - 1, &visits))
            case let keyword as AllOfKeyword:
                for schema in keyword.schemas {
                    types.formIntersection(schema.itemTypes(depth: depth - 1, &visits))
                }
            default: continue
            }
        }
        return types
    }

    /// The values of `enum` or `const`; nil if there is neither.
    func allowedValues(depth: Int = 8) -> [JSONValue]? {
        guard depth > 0 else { return nil }
        for keyword in parts {
            if let keyword = keyword as? ValueKeyword { return keyword.values }
            if let keyword = keyword as? ReferenceKeyword {
                if let values = keyword.staticTarget.allowedValues(depth: depth - 1) { return values }
            }
        }
        return nil
    }

    /// The only schema whose constants, such as `type: text`, the object has; nil if there is not exactly one.
    static func meant(by value: JSONValue, among schemas: [Schema]) -> Schema? {
        guard case .object(let members) = value else { return nil }
        let fitting = schemas.filter { schema in
            var agrees = false
            for (name, member) in members {
                for property in schema.shape.schemas(for: name) {
                    guard let values = property.allowedValues() else { continue }
                    guard values.contains(member) else { return false }
                    agrees = true
                }
            }
            return agrees
        }
        return fitting.count == 1 ? fitting[0] : nil
    }
}
