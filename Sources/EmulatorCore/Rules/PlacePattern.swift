import Documents
import OrderedCollections

/// One line of a matcher's `where`: a place, and what must stand there.
struct PlacePattern: Sendable {
    let pointer: JSONPointer
    let pattern: ValuePattern

    /// Reads `where`; each pointer begins with one of the roots.
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

    /// Headers, queries and paths only have texts, so numbers are compared as they are written.
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
