package import Contract
package import Documents

/// What a value is validated against in a matcher's `where`.
package indirect enum ValuePattern: Sendable {
    /// The same JSON.
    case equals(JSONValue)
    /// Some part of the text fits.
    case expression(Pattern)
    /// All of the text fits.
    case glob(Glob)
    /// One of several.
    case oneOf([JSONValue])
    /// There is such a value, or there is none.
    case exists(Bool)
    /// Part of a text, or an element of an array that fits.
    case contains(ValuePattern, text: String?)
    /// A number not below that.
    case atLeast(Double)
    /// A number not above that.
    case atMost(Double)

    /// Whether a value fits; nil for one that is not there.
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

    /// The number that the value is or spells, as headers and queries only have texts.
    fileprivate var comparable: Double? {
        double ?? string.flatMap(Double.init)
    }
}
