import Documents
import OrderedCollections

/// The keyword `allOf`.
struct AllOfKeyword: SchemaKeyword {
    let schemas: [Schema]

    static func compile(_ schema: JSONObject, _ compiler: SchemaCompiler) -> [any SchemaKeyword] {
        let schemas = compiler.schemas(schema, "allOf")
        return schemas.isEmpty ? [] : [AllOfKeyword(schemas: schemas)]
    }

    func validate(_ value: JSONValue, _ evaluation: inout Evaluation) -> Bool {
        var isValid = true
        for schema in schemas where !evaluation.check(value, inPlaceWith: schema) {
            isValid = false
            guard evaluation.collects else { return false }
        }
        return isValid
    }
}
