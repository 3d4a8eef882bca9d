import Documents
import OrderedCollections

/// Replaces the references of a schema by their targets, and removes extensions and what only OpenAPI knows.
struct SchemaInlining {
    private static let dropped: Set<String> = ["$ref", "discriminator", "xml", "externalDocs", "example"]

    let document: JSONValue

    /// The schema without references; nil if it refers to itself, to nothing or to another document.
    func inlined(_ schema: JSONValue) -> JSONValue? {
        inlined(schema, inside: [])
    }

    private func inlined(_ schema: JSONValue, inside outer: Set<String>) -> JSONValue? {
        guard var members = schema.object else { return schema }
        var outer = outer
        while let reference = members["$ref"] {
            guard let text = reference.string, text.hasPrefix("#"), outer.insert(text).inserted,
                let pointer = JSONPointer(parsing: String(text.dropFirst())),
                let target = document[pointer]?.object
            else { return nil }
            members["$ref"] = nil
            members = target.merging(members) { _, own in own }
        }
        var result = JSONObject()
        for (keyword, value) in members where !keyword.hasPrefix("x-") && !Self.dropped.contains(keyword) {
            guard let value = inlined(value, of: keyword, inside: outer) else { return nil }
            result[keyword] = value
        }
        return .object(result)
    }

    private func inlined(_ value: JSONValue, of keyword: String, inside outer: Set<String>) -> JSONValue? {
        switch KeywordShape.table[keyword] {
        case .schema:
            return inlined(value, inside: outer)
        case .schemas:
            guard let list = value.array else { return value }
            let schemas = list.compactMap { inlined($0, inside: outer) }
            return schemas.count == list.count ? .array(schemas) : nil
        case .namedSchemas, .patternSchemas:
            guard let named = value.object else { return value }
            let schemas = named.compactMapValues { inlined($0, inside: outer) }
            return schemas.count == named.count ? .object(schemas) : nil
        case nil, .text, .pattern, .reference, .types, .number, .positiveNumber, .count, .flag, .texts, .namedTexts,
            .list, .lineMode, .redaction:
            return value
        }
    }
}
