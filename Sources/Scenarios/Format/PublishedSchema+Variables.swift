import Documents
import OrderedCollections

/// The extension `x-variables`: a string with a variable may stand for the value, and for every value inside it.
///
/// In `{"if": V, "else": S}`, V is the schema of such strings. A validator then checks any other value against S alone,
/// so that its messages and the completion of editors are those of S.
extension PublishedSchema {
    /// Keywords that a string with a variable always fulfils; such a string has at least four characters.
    private static let harmless: Set = ["$ref", "default", "description", "minLength", "type"]

    /// A schema that accepts what the given one accepts, and variables in place of the value or of parts of it.
    mutating func allowingVariables(_ schema: JSONValue) -> JSONValue {
        guard case .object(let members) = schema else { return schema }
        let inner = allowingVariablesInside(members)
        if acceptsVariables(schema) { return .object(inner) }
        var outer = JSONObject()
        outer["description"] =
            members["description"] ?? Self.name(in: members["$ref"]).flatMap { schemas[$0]?["description"] }
        outer["if"] = ["$ref": reference(to: "ScenarioVariable")]
        outer["else"] = .object(inner)
        return .object(outer)
    }

    /// Whether the schema accepts every string with a variable as it is.
    private func acceptsVariables(_ schema: JSONValue) -> Bool {
        guard case .object(let members) = schema else { return schema != false }
        guard members.keys.allSatisfy(Self.harmless.contains) else { return false }
        let types = members["type"].map { $0.array ?? [$0] } ?? ["string"]
        let target = Self.name(in: members["$ref"]).flatMap { schemas[$0] } ?? true
        return types.contains("string") && acceptsVariables(target)
    }

    private mutating func allowingVariablesInside(_ schema: JSONObject) -> JSONObject {
        var changed = JSONObject()
        for (keyword, value) in schema {
            switch keyword {
            case "properties":
                var properties = value.object ?? [:]
                for (name, property) in properties { properties[name] = allowingVariables(property) }
                changed[keyword] = .object(properties)
            case "additionalProperties", "items":
                changed[keyword] = allowingVariables(value)
            case "allOf", "anyOf", "oneOf":
                var branches = value.array ?? []
                for (index, branch) in branches.enumerated() {
                    branches[index] = .object(allowingVariablesInside(branch.object ?? [:]))
                }
                changed[keyword] = .array(branches)
            case "then", "else":
                changed[keyword] = .object(allowingVariablesInside(value.object ?? [:]))
            case "$ref":
                changed[keyword] = Self.name(in: value).map { referenceAllowingVariables(to: $0) } ?? value
            default:
                changed[keyword] = taken(value)
            }
        }
        return changed
    }

    /// A reference to the form of a schema that allows variables; to the schema itself if it has no other form.
    private mutating func referenceAllowingVariables(to name: String) -> JSONValue {
        let form = name + "WithVariables"
        if definitions[form] == nil {
            let members = schemas[name]?.object ?? [:]
            definitions[form] = .null
            let changed = allowingVariablesInside(members)
            let isSame = changed == Self.relocated(members)
            definitions[form] = isSame ? nil : .object(changed)
            if isSame { return reference(to: name) }
        }
        return .string("#/$defs/" + form)
    }

    /// A schema with its references changed to point into `$defs`, at any depth.
    private static func relocated(_ schema: JSONObject) -> JSONObject {
        schema.reduce(into: [:]) { relocated, member in
            relocated[member.key] = Self.relocated(member.value, under: member.key)
        }
    }

    private static func relocated(_ value: JSONValue, under keyword: String) -> JSONValue {
        switch value {
        case .object(let members): .object(relocated(members))
        case .array(let elements): .array(elements.map { relocated($0, under: "") })
        case .string: keyword == "$ref" ? name(in: value).map { .string("#/$defs/" + $0) } ?? value : value
        case .null, .bool, .integer, .number: value
        }
    }
}
