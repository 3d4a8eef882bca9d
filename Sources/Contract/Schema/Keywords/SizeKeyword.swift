import Documents
import OrderedCollections

/// The keywords `minItems`, `maxItems`, `minProperties`, `maxProperties` and the extension `x-max-bytes`.
struct SizeKeyword: SchemaKeyword {
    private enum Rule: String, CaseIterable {
        case minItems
        case maxItems
        case minProperties
        case maxProperties
        case maxBytes = "x-max-bytes"
    }

    private let rule: Rule
    private let bound: Int

    static func compile(_ schema: JSONObject, _ compiler: SchemaCompiler) -> [any SchemaKeyword] {
        Rule.allCases.compactMap { rule in
            schema[rule.rawValue]?.integer.map { SizeKeyword(rule: rule, bound: $0) }
        }
    }

    func validate(_ value: JSONValue, _ evaluation: inout Evaluation) -> Bool {
        switch rule {
        case .minItems:
            guard case .array(let items) = value, items.count < bound else { return true }
            return evaluation.fail(rule.rawValue, "must have at least \(bound) \(bound == 1 ? "item" : "items")")
        case .maxItems:
            guard case .array(let items) = value, items.count > bound else { return true }
            return evaluation.fail(rule.rawValue, "must have at most \(bound) \(bound == 1 ? "item" : "items")")
        case .minProperties:
            guard case .object(let members) = value, members.count < bound else { return true }
            return evaluation.fail(rule.rawValue, "must have at least \(bound) \(bound == 1 ? "key" : "keys")")
        case .maxProperties:
            guard case .object(let members) = value, members.count > bound else { return true }
            return evaluation.fail(rule.rawValue, "must have at most \(bound) \(bound == 1 ? "key" : "keys")")
        case .maxBytes:
            guard evaluation.spend(value.size(limit: 100_000) / 4, on: value) else { return false }
            guard value.serialized.count > bound else { return true }
            return evaluation.fail(rule.rawValue, "must be at most \(bound) bytes of JSON")
        }
    }
}
