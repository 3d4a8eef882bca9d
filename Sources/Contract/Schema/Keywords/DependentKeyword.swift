import Documents
import OrderedCollections

/// The keywords `dependentRequired` and `dependentSchemas`, which apply if a property is present.
struct DependentKeyword: SchemaKeyword {
    private let required: [(name: String, others: [String])]
    private let schemas: [(name: String, schema: Schema)]

    static func compile(_ schema: JSONObject, _ compiler: SchemaCompiler) -> [any SchemaKeyword] {
        let required = (schema["dependentRequired"]?.object ?? [:]).map { name, others in
            (name, others.array?.compactMap(\.string) ?? [])
        }
        let schemas = compiler.namedSchemas(schema, "dependentSchemas")
        return required.isEmpty && schemas.isEmpty ? [] : [DependentKeyword(required: required, schemas: schemas)]
    }

    func validate(_ value: JSONValue, _ evaluation: inout Evaluation) -> Bool {
        guard case .object(let members) = value else { return true }
        var isValid = true
        for (name, others) in required where members[name] != nil {
            for other in others where members[other] == nil {
                isValid = evaluation.failMissing(other, keyword: "dependentRequired")
            }
        }
        for schema in schemas(for: members) where !evaluation.check(value, inPlaceWith: schema) { isValid = false }
        return isValid
    }

    /// The schemas that apply to an object because of the properties that it has.
    func schemas(for members: JSONObject) -> [Schema] {
        schemas.filter { members[$0.name] != nil }.map(\.schema)
    }
}
