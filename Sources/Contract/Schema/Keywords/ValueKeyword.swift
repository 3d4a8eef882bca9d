import Documents
import OrderedCollections

/// The keywords `enum` and `const`: the value must equal one of the listed values.
struct ValueKeyword: SchemaKeyword {
    let name: String
    let values: [JSONValue]
    private let lookup: Set<JSONValue>?
    private let message: String
    /// The cost of a comparison with the listed values.
    private let size: Int

    static func compile(_ schema: JSONObject, _ compiler: SchemaCompiler) -> [any SchemaKeyword] {
        var keywords: [any SchemaKeyword] = []
        if let values = schema["enum"]?.array { keywords.append(ValueKeyword("enum", values)) }
        if let value = schema["const"] { keywords.append(ValueKeyword("const", [value])) }
        return keywords
    }

    private init(_ name: String, _ values: [JSONValue]) {
        self.name = name
        self.values = values
        lookup = values.count > 8 ? Set(values) : nil
        message = Self.message(values)
        size = min(values.count, 8) + (values.first { $0.array != nil || $0.object != nil }?.size(limit: 10_000) ?? 0)
    }

    /// The message of a violation: `must be one of a, b`.
    static func message(_ values: [JSONValue]) -> String {
        let words = values.map(\.plainText)
        return words.count == 1 ? "must be \(words[0])" : "must be one of \(words.joined(separator: ", "))"
    }

    func validate(_ value: JSONValue, _ evaluation: inout Evaluation) -> Bool {
        guard evaluation.spend(size / 64, on: value) else { return false }
        let isListed = lookup?.contains(value) ?? values.contains(value)
        return isListed || evaluation.fail(name, message)
    }
}
