import Documents
import OrderedCollections

/// Finds the schemas that apply to a value.
extension UnreadSearch {
    /// These schemas, and those that apply through references, `allOf`, conditions and branches that accept the value.
    mutating func applying(_ schemas: [Schema], to value: JSONValue) -> [Schema] {
        var found: [Schema] = []
        var known: Set<ObjectIdentifier> = []
        var waiting = schemas
        while let schema = waiting.popLast(), !isDone {
            guard known.insert(ObjectIdentifier(schema)).inserted else { continue }
            steps += 1
            found.append(schema)
            for keyword in schema.parts { waiting += self.schemas(of: keyword, for: value) }
        }
        return found
    }

    private mutating func schemas(of keyword: any SchemaKeyword, for value: JSONValue) -> [Schema] {
        switch keyword {
        case let keyword as ReferenceKeyword: return [keyword.staticTarget]
        case let keyword as AllOfKeyword: return keyword.schemas
        case let keyword as AlternativesKeyword: return branches(of: keyword, for: value)
        case let keyword as DependentKeyword: return value.object.map(keyword.schemas) ?? []
        case let keyword as ConditionKeyword:
            let isMet = accepts(keyword.condition, value)
            return (isMet ? [keyword.condition, keyword.then] : [keyword.otherwise]).compactMap(\.self)
        default: return []
        }
    }

    /// The branch that the discriminator names, or the branches that accept the value; all branches if none does.
    private mutating func branches(of keyword: AlternativesKeyword, for value: JSONValue) -> [Schema] {
        if let branch = keyword.discriminator?.branch(of: value) { return [keyword.branches[branch]] }
        let accepting = keyword.branches.filter { accepts($0, value) }
        return accepting.isEmpty ? keyword.branches : accepting
    }

    /// Whether a value is valid; false also if that takes too many steps.
    mutating func accepts(_ schema: Schema, _ value: JSONValue) -> Bool {
        guard !isDone else { return false }
        var probe = Evaluation(scope: [], maximumSteps: Self.maximumSteps - steps)
        let isValid = schema.validate(value, &probe)
        steps += probe.steps
        return isValid
    }
}
