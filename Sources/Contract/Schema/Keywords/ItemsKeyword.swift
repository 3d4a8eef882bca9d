import Documents
import OrderedCollections

/// The keywords `prefixItems` and `items`.
struct ItemsKeyword: SchemaKeyword {
    let prefix: [Schema]
    let rest: Schema?

    static func compile(_ schema: JSONObject, _ compiler: SchemaCompiler) -> [any SchemaKeyword] {
        let prefix = compiler.schemas(schema, "prefixItems")
        let rest = compiler.schema(schema, "items")
        return prefix.isEmpty && rest == nil ? [] : [ItemsKeyword(prefix: prefix, rest: rest)]
    }

    func validate(_ value: JSONValue, _ evaluation: inout Evaluation) -> Bool {
        guard case .array(let items) = value else { return true }
        var isValid = true
        for (index, item) in items.enumerated() {
            guard let schema = index < prefix.count ? prefix[index] : rest else { break }
            guard !evaluation.check(item, index: index, with: schema) else { continue }
            isValid = false
            guard evaluation.collects else { return false }
        }
        if let marks = evaluation.marks {
            evaluation.marks?.itemsBelow = rest == nil ? max(marks.itemsBelow, prefix.count) : .max
        }
        return isValid
    }
}
