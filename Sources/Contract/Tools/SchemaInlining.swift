package import Documents
import OrderedCollections

/// Replaces the references of a schema by their targets, and removes extensions and what only OpenAPI knows.
package struct SchemaInlining: Sendable {
    private static let dropped: Set<String> = ["discriminator", "xml", "externalDocs", "example"]

    private let document: JSONValue

    /// For the schemas of a document.
    package init(document: JSONValue) {
        self.document = document
    }

    /// The schema without references; nil if it refers to itself, to nothing or to another document.
    package func inlined(_ schema: JSONValue) -> JSONValue? {
        inlined(schema, inside: [])
    }

    /// A schema or another object with the members of the target in place of its own reference; nil as for `inlined`.
    package func resolved(_ object: JSONValue) -> JSONValue? {
        guard let members = object.object else { return object }
        var passed: Set<String> = []
        return resolved(members, passing: &passed).map { .object($0) }
    }

    private func inlined(_ schema: JSONValue, inside outer: Set<String>) -> JSONValue? {
        guard let own = schema.object else { return schema }
        var outer = outer
        guard let members = resolved(own, passing: &outer) else { return nil }
        var result = JSONObject()
        for (keyword, value) in members where !keyword.hasPrefix("x-") && !Self.dropped.contains(keyword) {
            guard let value = inlined(value, of: keyword, inside: outer) else { return nil }
            result[keyword] = value
        }
        return .object(result)
    }

    /// Adds the references that it follows to `passed`.
    private func resolved(_ object: JSONObject, passing passed: inout Set<String>) -> JSONObject? {
        var members = object
        while let reference = members["$ref"] {
            guard let text = reference.string, text.hasPrefix("#"), passed.insert(text).inserted,
                let pointer = JSONPointer(parsing: String(text.dropFirst())),
                let target = document[pointer]?.object
            else { return nil }
            members["$ref"] = nil
            members = target.merging(members) { _, own in own }
        }
        return members
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
