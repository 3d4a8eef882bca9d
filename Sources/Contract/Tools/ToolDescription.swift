package import Documents
package import OrderedCollections

/// A tool of the MCP endpoint, from `x-mcp-tools`: its texts, and how a call becomes a request of an operation.
package struct ToolDescription: Sendable {
    /// The name by which clients call the tool.
    package let name: String
    /// The name for people; the name if there is none.
    package let title: String
    /// What the tool does, for language models.
    package let description: String
    /// The hints of the protocol by name, such as `readOnlyHint`.
    package let annotations: JSONObject
    /// The schema of the arguments, with its references replaced and without extensions.
    package let inputSchema: JSONValue
    /// The operation that a call runs.
    package let operation: Operation
    /// Where the arguments go, in the order of the schema; other arguments are ignored.
    package let arguments: OrderedDictionary<String, ToolArgument>
    /// The type in the schema of each argument that has a single type.
    package let argumentTypes: [String: String]
    /// The members that the request body always has.
    package let body: JSONObject

    /// The tools of a contract, without those that have a mistake.
    static func all(in document: JSONValue, _ operation: (String) -> Operation?) -> [ToolDescription] {
        (document["x-mcp-tools"]?.array ?? []).compactMap { ToolDescription($0, in: document, operation) }
    }

    /// A path parameter of the operation in a call with these arguments; nil if no argument fills it.
    package func pathParameter(_ name: String, of call: JSONObject) -> String? {
        guard let argument = arguments.first(where: { $0.value == .path(name) })?.key else { return nil }
        guard let value = call[argument], !value.isNull else { return "" }
        return value.plainText
    }

    private init?(_ value: JSONValue, in document: JSONValue, _ find: (String) -> Operation?) {
        guard let name = value["name"]?.string, let schema = value["inputSchema"],
            let operation = value["operation"]?.string.flatMap(find), operation.defect == nil,
            let inlined = SchemaInlining(document: document).inlined(schema)
        else { return nil }
        self.name = name
        title = value["title"]?.string ?? name
        description = value["description"]?.string ?? ""
        annotations = value["annotations"]?.object ?? [:]
        inputSchema = inlined
        self.operation = operation
        body = value["body"]?.object ?? [:]
        var arguments: OrderedDictionary<String, ToolArgument> = [:]
        var types: [String: String] = [:]
        for name in (schema["properties"]?.object ?? [:]).keys {
            arguments[name] = value["arguments"]?[name]?.string.flatMap(ToolArgument.init) ?? operation.place(of: name)
            types[name] = inlined["properties"]?[name]?["type"]?.string
        }
        self.arguments = arguments
        argumentTypes = types
    }
}

extension Operation {
    /// Where an argument goes that has the name of a path parameter or a query parameter, or else of a body field.
    fileprivate func place(of argument: String) -> ToolArgument {
        if captureNames.contains(argument) { return .path(argument) }
        return queryOrder.contains(argument) ? .query(argument) : .body(argument)
    }
}
