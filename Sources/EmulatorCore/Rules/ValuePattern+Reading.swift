import Contract
package import Documents
import OrderedCollections

extension ValuePattern {
    /// The keys of operators.
    package static let operators = ["$contains", "$equals", "$exists", "$glob", "$gte", "$in", "$lte", "$regex"]

    /// Reads a value of `where`: `/^a/i` is a regular expression, `a*` a glob, `{"$gte": 1}` an operator.
    ///
    /// Any other JSON value is compared for equality. The text `\/a/` stands for the literal text `/a/`. If `readsGlobs`
    /// is false, a text that is not a regular expression is literal.
    package init(_ json: JSONValue, at pointer: String, readsGlobs: Bool = true) throws(ReadingError) {
        switch json {
        case .string(let text): self = try Self.text(text, at: pointer, readsGlobs: readsGlobs)
        case .object(let members) where members.count == 1 && members.keys.first?.hasPrefix("$") == true:
            self = try Self.operation(members.keys[0], members.values[0], at: pointer)
        case .null, .bool, .integer, .number, .array, .object: self = .equals(json)
        }
    }

    private static func text(
        _ text: String,
        at pointer: String,
        readsGlobs: Bool
    ) throws(ReadingError) -> ValuePattern {
        if text.hasPrefix("\\/") { return .equals(.string(String(text.dropFirst()))) }
        if text.hasPrefix("/"), text.count > 1 {
            if text.hasSuffix("/i") { return try expression(text.dropFirst().dropLast(2), ignoringCase: true, pointer) }
            if text.hasSuffix("/") { return try expression(text.dropFirst().dropLast(), ignoringCase: false, pointer) }
        }
        guard readsGlobs else { return .equals(.string(text)) }
        let glob = Glob(text)
        return glob.hasHoles || text.contains("\\") ? .glob(glob) : .equals(.string(text))
    }

    private static func expression(
        _ source: Substring,
        ignoringCase: Bool,
        _ pointer: String
    ) throws(ReadingError) -> ValuePattern {
        do throws(PatternError) {
            return .expression(try Pattern(String(source), ignoringCase: ignoringCase))
        } catch {
            throw ReadingError(pointer, "is not a regular expression: \(error.message)")
        }
    }

    private static func operation(
        _ name: String,
        _ value: JSONValue,
        at pointer: String
    ) throws(ReadingError) -> ValuePattern {
        let place = pointer + "/" + name
        switch name {
        case "$equals": return .equals(value)
        case "$regex": return try expression(Substring(try string(value, place)), ignoringCase: false, place)
        case "$glob": return .glob(Glob(try string(value, place)))
        case "$contains": return .contains(try ValuePattern(value, at: place), text: value.string)
        case "$gte": return .atLeast(try number(value, place))
        case "$lte": return .atMost(try number(value, place))
        case "$in":
            guard let values = value.array else { throw ReadingError(place, "must be an array") }
            return .oneOf(values)
        case "$exists":
            guard let isExpected = value.bool else { throw ReadingError(place, "must be true or false") }
            return .exists(isExpected)
        default:
            throw ReadingError(
                place,
                "is not an operator; use one of \(operators.joined(separator: ", "))",
                hint: name.closest(among: operators)
            )
        }
    }

    private static func string(_ value: JSONValue, _ pointer: String) throws(ReadingError) -> String {
        guard let text = value.string else { throw ReadingError(pointer, "must be a string") }
        return text
    }

    private static func number(_ value: JSONValue, _ pointer: String) throws(ReadingError) -> Double {
        guard let number = value.double else { throw ReadingError(pointer, "must be a number") }
        return number
    }
}
