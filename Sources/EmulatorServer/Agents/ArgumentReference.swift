import Documents
import OrderedCollections

/// The members of the arguments of the emulator's tools as a table in Markdown, because `tools/list` has no texts of them.
struct ArgumentReference {
    private struct Row {
        var tools: OrderedSet<String> = []
        var members: OrderedSet<String> = []
    }

    /// The members with the same text, by this text.
    private var rows: OrderedDictionary<String, Row> = [:]

    init(_ tools: [MCPTool]) {
        for tool in tools {
            for (name, argument) in tool.inputSchema["properties"]?.object ?? [:] {
                addParts(of: argument, at: name, tool.name)
            }
        }
    }

    var lines: [String] {
        var table = MarkdownTable("Tools", "Members", "Description")
        for (text, row) in rows { table.add(Self.list(row.tools), Self.list(row.members), text) }
        return [
            "### Members of the arguments of the emulator's tools", "",
            "Bodies of the control API have the same members.", "",
        ] + table.lines
    }

    private static func list(_ names: OrderedSet<String>) -> String {
        names.map { "`\($0)`" }.joined(separator: ", ")
    }

    private mutating func add(_ schema: JSONValue, at path: String, _ tool: String) {
        if let text = schema["description"]?.string {
            rows[text, default: Row()].tools.append(tool)
            rows[text, default: Row()].members.append(path)
        }
        addParts(of: schema, at: path, tool)
    }

    private mutating func addParts(of schema: JSONValue, at path: String, _ tool: String) {
        for (name, member) in schema["properties"]?.object ?? [:] { add(member, at: "\(path).\(name)", tool) }
        if let items = schema["items"] { add(items, at: path + "[]", tool) }
        if let values = schema["additionalProperties"] { add(values, at: path + ".*", tool) }
        for keyword in ["oneOf", "anyOf", "allOf"] {
            for part in schema[keyword]?.array ?? [] { add(part, at: path, tool) }
        }
    }
}
