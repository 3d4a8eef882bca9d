import Documents
import OrderedCollections

/// One member of a matcher's `where`: a JSON pointer, and the pattern of the value there.
struct PlacePattern: Sendable {
    let pointer: JSONPointer
    let pattern: ValuePattern

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
            places.append(PlacePattern(pointer: place, pattern: try pattern(value, root: root, at: line)))
        }
        return places
    }

    /// Reads the pattern of a value; outside the body all values are texts, so that a number is compared as a text.
    private static func pattern(
        _ value: JSONValue,
        root: String,
        at pointer: String
    ) throws(ReadingError) -> ValuePattern {
        switch value {
        case .integer, .number, .bool:
            return root == "body" ? .equals(value) : .equals(.string(value.text))
        case .null, .string, .array, .object:
            return try ValuePattern(value, at: pointer)
        }
    }
}
