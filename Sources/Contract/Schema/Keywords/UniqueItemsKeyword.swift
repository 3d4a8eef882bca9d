import Documents
import OrderedCollections

/// The keyword `uniqueItems`.
struct UniqueItemsKeyword: SchemaKeyword {
    static func compile(_ schema: JSONObject, _ compiler: SchemaCompiler) -> [any SchemaKeyword] {
        schema["uniqueItems"]?.bool == true ? [UniqueItemsKeyword()] : []
    }

    func validate(_ value: JSONValue, _ evaluation: inout Evaluation) -> Bool {
        guard case .array(let items) = value, items.count > 1 else { return true }
        guard evaluation.spend(value.size(limit: 100_000) / 4, on: value) else { return false }
        var seen: Set<JSONValue> = []
        for item in items where !seen.insert(item).inserted {
            return evaluation.fail("uniqueItems", "must not contain the same item twice")
        }
        return true
    }
}
