import Documents
import OrderedCollections

/// Shortens the input schemas of tools for `tools/list`, which a language model reads in each conversation.
///
/// A short schema accepts every value that the whole one accepts. Arguments keep their descriptions. Their members keep
/// types, listed values and what is required. An object with the members of one that was shown before refers to it in
/// words. `/__admin/docs.md` has the texts that are left out, and the control API checks the rest.
struct SchemaShortening {
    /// What is kept at each level; limits and patterns are not.
    private static let kept: Set = ["type", "enum", "const", "format", "required"]
    /// How many levels of members an argument shows.
    private static let levels = 2
    /// The fewest members of an object that later ones refer to.
    private static let fewestMembers = 3

    private struct Place {
        let tool: String
        /// The names of the argument and its members, separated by dots.
        let path: String
    }

    /// Where each list of members was shown first.
    private var places: [JSONValue: Place] = [:]

    /// The tool with a short input schema.
    mutating func shortened(_ tool: MCPTool) -> MCPTool {
        var schema = tool.inputSchema.object ?? [:]
        var properties = schema["properties"]?.object ?? [:]
        // An argument that refers to another one does not repeat its description.
        var known: Set<String> = []
        for (name, argument) in properties {
            var short = shortened(argument, at: Place(tool: tool.name, path: name), levels: Self.levels)
            let own = argument["description"]?.string
            let reference = short["description"]?.string
            let isRepeated = own.map { !known.insert($0).inserted } ?? false
            let texts = [reference != nil && isRepeated ? nil : own, reference].compactMap { $0 }
            if !texts.isEmpty { short["description"] = .string(texts.joined(separator: " ")) }
            properties[name] = .object(short)
        }
        schema["properties"] = .object(properties)
        return MCPTool(
            name: tool.name,
            title: tool.title,
            description: tool.description,
            inputSchema: .object(schema),
            annotations: tool.annotations
        )
    }

    private mutating func shortened(_ schema: JSONValue, at place: Place, levels: Int) -> JSONObject {
        let members = schema.object ?? [:]
        var short = members.filter { Self.kept.contains($0.key) }
        if let items = members["items"] { short["items"] = .object(shortened(items, at: place, levels: levels)) }
        if members["properties"] == nil, let values = members["additionalProperties"], values.object != nil {
            short["additionalProperties"] = .object(shortened(values, at: place, levels: levels))
        }
        if levels > 0, let properties = members["properties"]?.object {
            let inner = properties.map { name, schema in
                let place = Place(tool: place.tool, path: "\(place.path).\(name)")
                return (name, JSONValue.object(shortened(schema, at: place, levels: levels - 1)))
            }
            add(JSONObject(uniqueKeysWithValues: inner), to: &short, at: place)
        }
        addAlternatives(of: members, to: &short, at: place, levels: levels)
        return short
    }

    /// Adds the members of an object, or names an earlier place that shows them.
    private mutating func add(_ properties: JSONObject, to short: inout JSONObject, at place: Place) {
        let shown = JSONValue.object(properties)
        if let first = places[shown] {
            let tool = first.tool == place.tool ? "" : " of \(first.tool)"
            short["description"] = .string("Its members are those of `\(first.path)`\(tool).")
        } else {
            short["properties"] = shown
            if properties.count >= Self.fewestMembers { places[shown] = place }
        }
    }

    /// Adds alternatives by their types, if each of them has one; others only say which members go together.
    private mutating func addAlternatives(
        of members: JSONObject,
        to short: inout JSONObject,
        at place: Place,
        levels: Int
    ) {
        let alternatives = (members["oneOf"] ?? members["anyOf"])?.array ?? []
        let isTyped = { (schema: JSONValue) in ["type", "enum", "const"].contains { schema[$0] != nil } }
        guard !alternatives.isEmpty, alternatives.allSatisfy(isTyped) else { return }
        let shown = alternatives.map { shortened($0, at: place, levels: levels) }
        if shown.allSatisfy({ $0.count == 1 && $0["type"]?.string != nil }) {
            short["type"] = .array(OrderedSet(shown.compactMap { $0["type"] }).elements)
        } else {
            short["anyOf"] = .array(shown.map { .object($0) })
        }
    }
}
