import Documents
import OrderedCollections

/// The keyword `contains` with `minContains` and `maxContains`.
struct ContainsKeyword: SchemaKeyword {
    private let schema: Schema
    private let minimum: Int
    private let maximum: Int?

    static func compile(_ schema: JSONObject, _ compiler: SchemaCompiler) -> [any SchemaKeyword] {
        guard let contained = compiler.schema(schema, "contains") else { return [] }
        let minimum = schema["minContains"]?.integer ?? 1
        return [ContainsKeyword(schema: contained, minimum: minimum, maximum: schema["maxContains"]?.integer)]
    }

    func validate(_ value: JSONValue, _ evaluation: inout Evaluation) -> Bool {
        guard case .array(let items) = value else { return true }
        let collects = evaluation.collects
        evaluation.collects = false
        var count = 0
        for (index, item) in items.enumerated() where evaluation.check(item, index: index, with: schema) {
            count += 1
            evaluation.marks?.items.insert(index)
        }
        evaluation.collects = collects
        if count < minimum {
            let keyword = minimum == 1 ? "contains" : "minContains"
            return evaluation.fail(
                keyword,
                "must contain at least \(minimum) matching \(minimum == 1 ? "item" : "items")"
            )
        }
        if let maximum, count > maximum {
            return evaluation.fail("maxContains", "must contain at most \(maximum) matching items, not \(count)")
        }
        return true
    }
}
