package import Contract
package import Documents

/// A condition that a value must meet, in a matcher's `where`.
package indirect enum ValuePattern: Sendable {
    /// The value is equal to this one, or its text is equal to this text.
    case equals(JSONValue)
    /// Some part of the value's text matches the regular expression.
    case expression(Pattern)
    /// The whole text of the value matches the glob.
    case glob(Glob)
    /// The value is equal to one of these.
    case oneOf([JSONValue])
    /// There is a value (true), or there is none (false).
    case exists(Bool)
    /// An element of an array matches the pattern, or the value's text contains `text`.
    case contains(ValuePattern, text: String?)
    /// The value is a number, or the text of one, and not below this one.
    case atLeast(Double)
    /// The value is a number, or the text of one, and not above this one.
    case atMost(Double)

    /// Whether a value meets the condition; nil means that there is no value.
    package func matches(_ value: JSONValue?) -> Bool {
        guard let value else {
            if case .exists(let isExpected) = self { return !isExpected }
            return false
        }
        switch self {
        case .equals(let expected): return value == expected || value.text == expected.string
        case .expression(let pattern): return value.scalarText.map(pattern.matches) ?? false
        case .glob(let glob): return value.scalarText.map(glob.matches) ?? false
        case .oneOf(let expected): return expected.contains { ValuePattern.equals($0).matches(value) }
        case .exists(let isExpected): return isExpected
        case .contains(let pattern, let text):
            if let elements = value.array { return elements.contains { pattern.matches($0) } }
            return text.map { value.scalarText?.contains($0) ?? false } ?? false
        case .atLeast(let bound): return value.comparable.map { $0 >= bound } ?? false
        case .atMost(let bound): return value.comparable.map { $0 <= bound } ?? false
        }
    }
}

extension JSONValue {
    /// The value as text, unless it is an object or an array.
    fileprivate var scalarText: String? {
        switch self {
        case .string(let text): text
        case .null, .bool, .integer, .number: text
        case .array, .object: nil
        }
    }

    /// The value as a number; a text is converted, as headers and queries only have texts.
    fileprivate var comparable: Double? {
        double ?? string.flatMap(Double.init)
    }
}
