import Documents
import OrderedCollections

/// `enum` and `const`: the value is one of those listed.
struct ValueKeyword: SchemaKeyword {
    let name: String
    let values: [JSONValue]
    private let lookup: Set<JSONValue>?
    private let message: String

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
    }

    /// What a violation says about these values.
    static func message(_ values: [JSONValue]) -> String {
        let words = values.map { $0.string ?? $0.text }
        return words.count == 1 ? "must be \(words[0])" : "must be one of \(words.joined(separator: ", "))"
    }

    func validate(_ value: JSONValue, _ evaluation: inout Evaluation) -> Bool {
        let isListed = lookup?.contains(value) ?? values.contains(value)
        return isListed || evaluation.fail(name, message)
    }
}
