import Documents
import OrderedCollections

/// The keyword `format`; formats other than those of ``StringFormat`` are ignored.
struct FormatKeyword: SchemaKeyword {
    let format: StringFormat

    static func compile(_ schema: JSONObject, _ compiler: SchemaCompiler) -> [any SchemaKeyword] {
        guard let name = schema["format"]?.string, let format = StringFormat(rawValue: name) else { return [] }
        return [FormatKeyword(format: format)]
    }

    func validate(_ value: JSONValue, _ evaluation: inout Evaluation) -> Bool {
        guard case .string(let text) = value, evaluation.spend(text.utf8.count / 64, on: value) else { return true }
        return format.matches(text) || evaluation.fail("format", "must be \(format.phrase)")
    }
}
