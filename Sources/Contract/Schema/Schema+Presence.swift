import OrderedCollections

/// Which properties an object must have, and which it cannot have but as null; unions in unions are followed two deep.
extension Schema {
    /// What a schema says of a property being there; the later case is the stronger word.
    enum Presence: Int, Comparable {
        case open
        case absent
        case required

        static func < (left: Presence, right: Presence) -> Bool { left.rawValue < right.rawValue }
    }

    /// The names that every object has that passes, through references, `allOf` and branches that agree.
    func requiredNames(depth: Int = 12) -> OrderedSet<String> {
        guard depth > 0 else { return [] }
        return parts.reduce(into: []) { names, keyword in
            switch keyword {
            case let keyword as PropertiesKeyword:
                names.formUnion(keyword.properties.filter(\.isRequired).map(\.name) + keyword.otherRequired)
            case let keyword as ReferenceKeyword:
                names.formUnion(keyword.staticTarget.requiredNames(depth: depth - 1))
            case let keyword as AllOfKeyword:
                for schema in keyword.schemas { names.formUnion(schema.requiredNames(depth: depth - 1)) }
            case let keyword as AlternativesKeyword:
                let sets = keyword.branches.map { $0.requiredNames(depth: depth / 3) }
                names.formUnion(sets.dropFirst().reduce(sets[0]) { $0.intersection($1) })
            default: return
            }
        }
    }

    /// What is said of a property of that name.
    func presence(of name: String, depth: Int = 12) -> Presence {
        guard depth > 0 else { return .open }
        return parts.reduce(.open) { presence, keyword in
            let found: Presence =
                switch keyword {
                case let keyword as PropertiesKeyword: keyword.presence(of: name)
                case let keyword as ReferenceKeyword: keyword.staticTarget.presence(of: name, depth: depth - 1)
                case let keyword as AllOfKeyword:
                    keyword.schemas.map { $0.presence(of: name, depth: depth - 1) }.max() ?? .open
                case let keyword as AlternativesKeyword: keyword.presence(of: name, depth: depth / 3)
                default: .open
                }
            return max(presence, found)
        }
    }
}

extension PropertiesKeyword {
    fileprivate func presence(of name: String) -> Schema.Presence {
        guard let property = properties.first(where: { $0.name == name }) else {
            return otherRequired.contains(name) ? .required : .open
        }
        if property.isRequired { return .required }
        return property.schema.valueTypes.own == .null ? .absent : .open
    }
}

extension AlternativesKeyword {
    fileprivate func presence(of name: String, depth: Int) -> Schema.Presence {
        let found = Set(branches.map { $0.presence(of: name, depth: depth) })
        return found.count == 1 ? found.first ?? .open : .open
    }
}
