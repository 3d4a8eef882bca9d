import Documents
import OrderedCollections

/// A way in which a value can fail a schema.
enum SampleBreak {
    /// The value passes a schema with these members instead.
    case members(JSONObject)
    case excludeTypes(TypeSet)
    case excludeValues([JSONValue])
    case excludeName(String)
    case failProperty(String)
    case failItem
    case failPattern(String)
    case addUnknownProperty
    case failUnknownProperty
    case repeatItems
    case failReference(String)
    case failBranch(String, Int)
    case failAll(String)
    case passNot
    /// Nothing is done, as the value may fail anyway.
    case nothing

    /// The ways in which values can fail the schema, the simplest first.
    static func ways(_ node: SampleNode) -> [SampleBreak] {
        let members = node.members
        var ways: [SampleBreak] = []
        for keyword in order { ways += self.ways(keyword, members[keyword]) }
        guard !ways.isEmpty else { return members.keys.contains { !annotations.contains($0) } ? [.nothing] : [] }
        return ways + [.nothing]
    }

    private static let order = [
        "required", "const", "enum", "properties", "type", "$ref", "$dynamicRef", "allOf", "anyOf", "oneOf", "not",
        "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength", "pattern", "minItems",
        "maxItems", "minProperties", "maxProperties", "items", "additionalProperties", "uniqueItems",
    ]

    /// Keywords that do not restrict values.
    private static let annotations: Set<String> = [
        "title", "description", "default", "example", "examples", "deprecated", "readOnly", "writeOnly", "$comment",
        "$id", "$anchor", "$defs", "$schema", "discriminator", "xml", "externalDocs",
    ]

    private static func ways(_ keyword: String, _ value: JSONValue?) -> [SampleBreak] {
        guard let value else { return [] }
        switch keyword {
        case "required": return (value.array ?? []).compactMap(\.string).map { .excludeName($0) }
        case "const": return [.excludeValues([value])]
        case "enum": return [.excludeValues(value.array ?? [])]
        case "properties":
            return (value.object ?? [:]).filter { $0.value.bool != true }.keys.prefix(30).map { .failProperty($0) }
        case "type": return [.excludeTypes(TypeSet(value))]
        case "$ref", "$dynamicRef": return [.failReference(keyword)]
        case "allOf": return (value.array ?? []).indices.prefix(30).map { .failBranch(keyword, $0) }
        case "anyOf", "oneOf": return [.failAll(keyword)]
        case "not": return [.passNot]
        case "items": return [.failItem]
        case "pattern": return value.string.map { [.failPattern($0)] } ?? []
        case "additionalProperties": return value.bool.map { $0 ? [] : [.addUnknownProperty] } ?? [.failUnknownProperty]
        case "uniqueItems": return value.bool == true ? [.repeatItems] : []
        default: return bound(keyword, value).map { [.members($0)] } ?? []
        }
    }

    /// The schema of the values beyond a bound: for `minimum: 3`, `type: number` with `exclusiveMaximum: 3`.
    private static func bound(_ keyword: String, _ value: JSONValue) -> JSONObject? {
        let opposites = [
            "minimum": "exclusiveMaximum", "maximum": "exclusiveMinimum", "exclusiveMinimum": "maximum",
            "exclusiveMaximum": "minimum",
        ]
        if let opposite = opposites[keyword] { return ["type": "number", opposite: value] }
        guard let count = value.integer, count < 1_000_000 else { return nil }
        let types = ["Length": "string", "Items": "array", "Properties": "object"]
        guard let type = types.first(where: { keyword.hasSuffix($0.key) }) else { return nil }
        if keyword.hasPrefix("max") {
            return ["type": .string(type.value), "min\(type.key)": .integer(count + 1)]
        }
        return count > 0 ? ["type": .string(type.value), "max\(type.key)": .integer(count - 1)] : nil
    }
}
