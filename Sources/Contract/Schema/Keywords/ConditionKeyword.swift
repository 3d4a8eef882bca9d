import Documents
import OrderedCollections

/// The keyword `if` with `then` and `else`; the violations are those of the branch that applies.
struct ConditionKeyword: SchemaKeyword {
    let condition: Schema
    let then: Schema?
    let otherwise: Schema?

    static func compile(_ schema: JSONObject, _ compiler: SchemaCompiler) -> [any SchemaKeyword] {
        guard let condition = compiler.schema(schema, "if") else { return [] }
        let then = compiler.schema(schema, "then")
        let otherwise = compiler.schema(schema, "else")
        return [ConditionKeyword(condition: condition, then: then, otherwise: otherwise)]
    }

    func validate(_ value: JSONValue, _ evaluation: inout Evaluation) -> Bool {
        guard then != nil || otherwise != nil || evaluation.marks != nil else { return true }
        let branch = evaluation.probe(value, with: condition) ? then : otherwise
        return branch.map { evaluation.check(value, inPlaceWith: $0) } ?? true
    }
}
