import Documents
import OrderedCollections

/// The keywords `properties`, `required`, `patternProperties` and `additionalProperties`.
///
/// They are checked together so that a missing property is reported in the declared order of all properties.
struct PropertiesKeyword: SchemaKeyword {
    struct Property {
        let name: String
        let schema: Schema
        let isRequired: Bool
    }

    let properties: [Property]
    /// The required names that `properties` does not declare.
    let otherRequired: [String]
    let additional: Schema?
    private let names: Set<String>
    private let patterns: [(pattern: Pattern, schema: Schema)]

    static func compile(_ schema: JSONObject, _ compiler: SchemaCompiler) -> [any SchemaKeyword] {
        let keyword = PropertiesKeyword(schema, compiler)
        return keyword.isEmpty ? [] : [keyword]
    }

    private init(_ schema: JSONObject, _ compiler: SchemaCompiler) {
        let required = schema["required"]?.array?.compactMap(\.string) ?? []
        let requiredNames = Set(required)
        properties = compiler.namedSchemas(schema, "properties").map {
            Property(name: $0.name, schema: $0.schema, isRequired: requiredNames.contains($0.name))
        }
        let names = Set(properties.map(\.name))
        self.names = names
        otherRequired = required.filter { !names.contains($0) }
        patterns = compiler.namedSchemas(schema, "patternProperties").compactMap { name, schema in
            (try? Pattern(name)).map { ($0, schema) }
        }
        additional = compiler.schema(schema, "additionalProperties")
    }

    private var isEmpty: Bool {
        properties.isEmpty && otherRequired.isEmpty && patterns.isEmpty && additional == nil
    }

    /// Whether the keyword names at least one property, or has a pattern for names.
    var describesProperties: Bool { !properties.isEmpty || !patterns.isEmpty }

    /// The schemas of a property in `properties` and `patternProperties`; empty if neither has it.
    func declaredSchemas(of name: String, _ evaluation: inout Evaluation) -> [Schema] {
        properties.filter { $0.name == name }.map(\.schema)
            + patterns.filter { evaluation.matches($0.pattern, name) }.map(\.schema)
    }

    func validate(_ value: JSONValue, _ evaluation: inout Evaluation) -> Bool {
        guard case .object(let members) = value else { return true }
        guard evaluation.spend(properties.count / 16, on: value) else { return false }
        var isValid = true
        for property in properties where !validate(property, in: members, &evaluation) {
            isValid = false
            guard evaluation.collects else { return false }
        }
        for name in otherRequired where !validateRequired(name, members[name], &evaluation) {
            isValid = false
        }
        guard !patterns.isEmpty || additional != nil else { return isValid }
        for (name, member) in members where !validateOther(name, member, &evaluation) {
            isValid = false
            guard evaluation.collects else { return false }
        }
        return isValid
    }

    private func validate(_ property: Property, in members: JSONObject, _ evaluation: inout Evaluation) -> Bool {
        guard let member = members[property.name] else {
            return property.isRequired ? validateRequired(property.name, nil, &evaluation) : true
        }
        evaluation.marks?.properties.insert(property.name)
        if property.isRequired, member.isNull { _ = validateRequired(property.name, member, &evaluation) }
        return evaluation.check(member, key: property.name, with: property.schema)
    }

    private func validateRequired(_ name: String, _ member: JSONValue?, _ evaluation: inout Evaluation) -> Bool {
        guard let member else { return evaluation.failMissing(name, keyword: "required") }
        if member.isNull, evaluation.collects, evaluation.nullIsMissing {
            evaluation.requiredNulls.append(evaluation.pointer.appending(name))
        }
        return true
    }

    private func validateOther(_ name: String, _ member: JSONValue, _ evaluation: inout Evaluation) -> Bool {
        var isValid = true
        var isKnown = names.contains(name)
        for (pattern, schema) in patterns where evaluation.matches(pattern, name) {
            isKnown = true
            evaluation.marks?.properties.insert(name)
            if !evaluation.check(member, key: name, with: schema) { isValid = false }
        }
        guard !isKnown, let additional else { return isValid }
        evaluation.marks?.properties.insert(name)
        return evaluation.check(member, key: name, with: additional) && isValid
    }
}
