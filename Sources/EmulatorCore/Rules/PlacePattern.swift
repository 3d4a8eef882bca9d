import Documents
import OrderedCollections

/// One member of a matcher's `where`: a JSON pointer, and the pattern of the value there.
struct PlacePattern: Sendable {
    let pointer: JSONPointer
    let pattern: ValuePattern
    /// The pattern as it was written.
    let source: JSONValue

    /// The condition, if a value does not meet it; nil for the value means that there is none.
    func difference(from value: JSONValue?) -> MatchDifference? {
        pattern.matches(value) ? nil : MatchDifference(pointer.description, source, value)
    }

    /// Reads `where`; each pointer must begin with one of the roots, such as `body`.
    static func read(
        _ json: JSONValue?,
        roots: [String],
        at pointer: String
    ) throws(ReadingError) -> [PlacePattern] {
        var places: [PlacePattern] = []
        for (text, value) in json?.object ?? [:] {
            let line = pointer + JSONPointer(["where", text]).description
            guard let place = JSONPointer(parsing: text), let root = place.tokens.first, roots.contains(root) else {
                let names = roots.map { "/\($0)/…" }.joined(separator: ", ")
                throw ReadingError(line, "must be a pointer that begins with one of \(names)")
            }
            let pattern = try pattern(value, isJSON: isJSON(place), at: line)
            places.append(PlacePattern(pointer: place, pattern: pattern, source: value))
        }
        return places
    }

    /// Whether the value at a place is JSON; values outside of bodies are texts.
    private static func isJSON(_ place: JSONPointer) -> Bool {
        place.tokens.first == "body" || place.tokens.starts(with: ["response", "body"])
    }

    /// Reads the pattern of a value; where all values are texts, a number is compared as a text.
    private static func pattern(
        _ value: JSONValue,
        isJSON: Bool,
        at pointer: String
    ) throws(ReadingError) -> ValuePattern {
        switch value {
        case .integer, .number, .bool:
            return isJSON ? .equals(value) : .equals(.string(value.text))
        case .null, .string, .array, .object:
            return try ValuePattern(value, at: pointer)
        }
    }
}
