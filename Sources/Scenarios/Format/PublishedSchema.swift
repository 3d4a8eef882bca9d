package import Documents
import OrderedCollections

/// A JSON Schema in the contract of the control API as a document of its own.
package struct PublishedSchema {
    private static let prefix = "#/components/schemas/"
    let schemas: JSONValue
    var definitions: JSONObject = [:]

    /// The schema with that name under `components.schemas`, with all schemas that it refers to under `$defs`.
    package static func document(_ name: String, titled title: String, of control: JSONValue) -> JSONValue {
        var published = PublishedSchema(schemas: control["components"]?["schemas"] ?? [:])
        let schema = published.taken(published.schemas[name] ?? [:])
        var root: JSONObject = [
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": .string(title),
        ]
        root.merge(schema.object ?? [:]) { _, member in member }
        root["$defs"] = .object(published.definitions)
        return .object(root)
    }

    private init(schemas: JSONValue) {
        self.schemas = schemas
    }

    /// The schema with its references changed to point into `$defs`, and with `x-variables` expressed as a schema.
    mutating func taken(_ value: JSONValue) -> JSONValue {
        switch value {
        case .object(var members):
            if members.removeValue(forKey: "x-variables") == true { return allowingVariables(.object(members)) }
            var taken = JSONObject()
            for (key, member) in members { taken[key] = key == "$ref" ? reference(member) : self.taken(member) }
            return .object(taken)
        case .array(let elements): return .array(elements.map { taken($0) })
        case .null, .bool, .integer, .number, .string: return value
        }
    }

    private mutating func reference(_ value: JSONValue) -> JSONValue {
        guard let name = Self.name(in: value) else { return value }
        return reference(to: name)
    }

    /// A reference to a schema of the control API, which becomes a definition.
    mutating func reference(to name: String) -> JSONValue {
        if definitions[name] == nil {
            // The name is entered first, so that a schema that refers to itself is not copied endlessly.
            definitions[name] = .null
            definitions[name] = taken(schemas[name] ?? true)
        }
        return .string("#/$defs/" + name)
    }

    /// The name of the schema of the control API that a reference leads to; nil for any other value.
    static func name(in reference: JSONValue?) -> String? {
        guard let text = reference?.string, text.hasPrefix(prefix) else { return nil }
        return String(text.dropFirst(prefix.count))
    }
}
