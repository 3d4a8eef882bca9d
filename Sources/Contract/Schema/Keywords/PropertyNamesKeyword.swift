import Documents
import OrderedCollections

/// The keyword `propertyNames`; a violation has the place of the property whose name is invalid.
struct PropertyNamesKeyword: SchemaKeyword {
    let schema: Schema

    static func compile(_ schema: JSONObject, _ compiler: SchemaCompiler) -> [any SchemaKeyword] {
        compiler.schema(schema, "propertyNames").map { [PropertyNamesKeyword(schema: $0)] } ?? []
    }

    func validate(_ value: JSONValue, _ evaluation: inout Evaluation) -> Bool {
        guard case .object(let members) = value else { return true }
        var isValid = true
        for name in members.keys where !evaluation.check(.string(name), key: name, with: schema) {
            isValid = false
            guard evaluation.collects else { return false }
        }
        return isValid
    }
}
