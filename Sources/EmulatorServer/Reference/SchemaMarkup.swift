import Documents
import OrderedCollections

/// Writes schemas: the type in a line, and the members in a list.
///
/// In place of a schema with a name, there is a link to its own entry.
struct SchemaMarkup {
    private static let limits = [
        ("minimum", "at least"), ("maximum", "at most"),
        ("minLength", "least length"), ("maxLength", "greatest length"),
        ("minItems", "least number of items"), ("maxItems", "greatest number of items"),
    ]
    private static let choices = [("oneOf", "One of:"), ("anyOf", "Any of:"), ("allOf", "All of:")]

    /// The id of the entry of a schema with a name.
    static func anchor(of name: String) -> String { "schema-\(name)" }

    // MARK: Types

    /// The type of a value, such as `array of string`.
    static func type(of schema: JSONValue) -> Markup {
        if let reference = schema["$ref"]?.string { return link(to: reference) }
        if let value = schema["const"] { return code(value) }
        if let values = schema["enum"]?.array { return joined(values.map(code)) }
        if let name = schema["type"]?.string { return type(name, of: schema) }
        if let names = schema["type"]?.array { return joined(names.map { type($0.string ?? "", of: schema) }) }
        for (keyword, _) in choices {
            if let parts = schema[keyword]?.array, !parts.isEmpty { return joined(parts.map(type)) }
        }
        return schema["properties"] == nil ? "any value" : "object"
    }

    private static func type(_ name: String, of schema: JSONValue) -> Markup {
        if name == "array", let items = schema["items"] { return "array of \(type(of: items))" }
        if name == "string", let format = schema["format"]?.string { return "\(name) (\(format))" }
        return "\(name)"
    }

    private static func link(to reference: String) -> Markup {
        let name = reference.split(separator: "/").last.map(String.init) ?? reference
        return "<a href=\"#\(anchor(of: name))\">\(name)</a>"
    }

    private static func code(_ value: JSONValue) -> Markup { "<code>\(value.string ?? value.text)</code>" }

    /// The different ones of several types.
    private static func joined(_ types: [Markup]) -> Markup {
        var seen: Set<String> = []
        let different = types.filter { seen.insert($0.text).inserted }
        return different.dropFirst().reduce(different.first ?? "any value") { "\($0) or \($1)" }
    }

    // MARK: Parts

    /// A row for a parameter or a member: the name, the type, whether it is required, and what it means.
    static func row(_ name: Markup, _ schema: JSONValue, isRequired: Bool, description: String? = nil) -> Markup {
        let text = description ?? schema["description"]?.string ?? ""
        let required: Markup = isRequired ? " <span class=\"badge quiet\">required</span>" : ""
        return """
            <div><dt>\(name) <span class="type">\(type(of: schema))</span>\(required)</dt>
            <dd>\(Prose.paragraphs(text))\(limits(of: schema))\(parts(of: schema))</dd></div>

            """
    }

    /// The members and the alternatives of a schema; nothing for one with a name, whose own entry has them.
    static func parts(of schema: JSONValue) -> Markup {
        guard schema["$ref"] == nil else { return "" }
        return "\(members(of: schema))\(schema["items"].map(parts) ?? "")\(choices.map { forms(of: schema, $0, $1) })"
    }

    private static func members(of schema: JSONValue) -> Markup {
        let required = Set(schema["required"]?.array?.compactMap(\.string) ?? [])
        var rows = (schema["properties"]?.object ?? [:]).map { name, member in
            row("<code>\(name)</code>", member, isRequired: required.contains(name))
        }
        if let others = schema["additionalProperties"], others.object?.isEmpty == false {
            rows.append(row("any other name", others, isRequired: false))
        }
        return rows.isEmpty ? "" : "<dl class=\"members\">\n\(rows)</dl>\n"
    }

    /// The alternatives, unless the line with the type says all of them.
    private static func forms(of schema: JSONValue, _ keyword: String, _ title: String) -> Markup {
        let alternatives = schema[keyword]?.array ?? []
        let items = alternatives.compactMap { part -> Markup? in
            let text = Prose.paragraphs(part["description"]?.string ?? part["title"]?.string ?? "")
            let inner = parts(of: part)
            let isSaid = text.text.isEmpty && inner.text.isEmpty && (keyword != "allOf" || part["$ref"] == nil)
            return isSaid ? nil : "<li><span class=\"type\">\(type(of: part))</span>\(text)\(inner)</li>\n"
        }
        return items.isEmpty ? "" : "<p class=\"quiet\">\(title)</p>\n<ul class=\"forms\">\n\(items)</ul>\n"
    }

    /// The limits and the default of a value.
    private static func limits(of schema: JSONValue) -> Markup {
        var texts: [Markup] = limits.compactMap { keyword, name in
            schema[keyword].map { "\(name) \($0.text)" }
        }
        if let pattern = schema["pattern"]?.string { texts.append("pattern <code>\(pattern)</code>") }
        if let value = schema["default"] { texts.append("default \(code(value))") }
        guard let first = texts.first else { return "" }
        return "<p class=\"limits\">\(texts.dropFirst().reduce(first) { "\($0), \($1)" })</p>"
    }
}
