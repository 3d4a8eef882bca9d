import Documents
import OrderedCollections

/// The keyword `not`.
struct NotKeyword: SchemaKeyword {
    private let schema: Schema

    static func compile(_ schema: JSONObject, _ compiler: SchemaCompiler) -> [any SchemaKeyword] {
        compiler.schema(schema, "not").map { [NotKeyword(schema: $0)] } ?? []
    }

    func validate(_ value: JSONValue, _ evaluation: inout Evaluation) -> Bool {
        let marks = evaluation.marks
        let matches = evaluation.probe(value, with: schema)
        evaluation.marks = marks
        return !matches || evaluation.fail("not", "has a form that is not allowed")
    }
}
