import Documents
import OrderedCollections

/// The keywords `unevaluatedProperties` and `unevaluatedItems`, checked after all other keywords of their schema.
struct UnevaluatedKeyword: Sendable {
    private enum Kind {
        case properties
        case items
    }

    private let kind: Kind
    private let schema: Schema

    static func compile(_ schema: JSONObject, _ compiler: SchemaCompiler) -> [UnevaluatedKeyword] {
        let items = compiler.schema(schema, "unevaluatedItems").map { UnevaluatedKeyword(kind: .items, schema: $0) }
        let properties = compiler.schema(schema, "unevaluatedProperties").map {
            UnevaluatedKeyword(kind: .properties, schema: $0)
        }
        return [items, properties].compactMap(\.self)
    }

    /// The schema if the keyword is `unevaluatedProperties`.
    var propertySchema: Schema? {
        switch kind {
        case .properties: schema
        case .items: nil
        }
    }

    func validate(_ value: JSONValue, _ evaluation: inout Evaluation) -> Bool {
        let marks = evaluation.marks ?? EvaluatedMarks()
        switch (kind, value) {
        case (.properties, .object(let members)): return validate(members, marks, &evaluation)
        case (.items, .array(let items)): return validate(items, marks, &evaluation)
        default: return true
        }
    }

    private func validate(_ members: JSONObject, _ marks: EvaluatedMarks, _ evaluation: inout Evaluation) -> Bool {
        guard !marks.allProperties else { return true }
        var isValid = true
        for (name, member) in members where !marks.properties.contains(name) {
            if !evaluation.check(member, key: name, with: schema) { isValid = false }
        }
        evaluation.marks?.allProperties = true
        return isValid
    }

    private func validate(_ items: [JSONValue], _ marks: EvaluatedMarks, _ evaluation: inout Evaluation) -> Bool {
        var isValid = true
        for (index, item) in items.enumerated() where index >= marks.itemsBelow && !marks.items.contains(index) {
            if !evaluation.check(item, index: index, with: schema) { isValid = false }
        }
        evaluation.marks?.itemsBelow = .max
        return isValid
    }
}
