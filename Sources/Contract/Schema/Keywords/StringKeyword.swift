import Documents
import OrderedCollections

/// The keywords `minLength`, `maxLength` and `pattern`; with `x-normalize: line` they apply to the normalized text.
struct StringKeyword: SchemaKeyword {
    private let minimum: Int?
    private let maximum: Int?
    let pattern: Pattern?
    private let normalizesLine: Bool

    static func compile(_ schema: JSONObject, _ compiler: SchemaCompiler) -> [any SchemaKeyword] {
        let pattern = schema["pattern"]?.string.flatMap { try? Pattern($0) }
        let keyword = StringKeyword(
            minimum: schema["minLength"]?.integer,
            maximum: schema["maxLength"]?.integer,
            pattern: pattern,
            normalizesLine: schema["x-normalize"]?.string == "line"
        )
        return keyword.isEmpty ? [] : [keyword]
    }

    private var isEmpty: Bool { minimum == nil && maximum == nil && pattern == nil }

    func validate(_ value: JSONValue, _ evaluation: inout Evaluation) -> Bool {
        guard case .string(let original) = value else { return true }
        guard evaluation.spend(original.utf8.count / 256, on: value) else { return false }
        let text = normalizesLine ? original.normalizedLine : original
        var isValid = true
        if minimum != nil || maximum != nil {
            isValid = validateLength(text.unicodeScalars.count, &evaluation)
        }
        if let pattern, !evaluation.matches(pattern, text) {
            isValid = evaluation.fail("pattern", "must match the pattern \(pattern.source)")
        }
        return isValid
    }

    private func validateLength(_ length: Int, _ evaluation: inout Evaluation) -> Bool {
        if let minimum, length < minimum {
            return evaluation.fail("minLength", "must be at least \(Self.characters(minimum)) long")
        }
        if let maximum, length > maximum {
            return evaluation.fail("maxLength", "must be at most \(Self.characters(maximum)) long")
        }
        return true
    }

    private static func characters(_ count: Int) -> String {
        count == 1 ? "1 character" : "\(count) characters"
    }
}
