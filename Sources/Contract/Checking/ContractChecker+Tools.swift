import Documents
import OrderedCollections

extension ContractChecker {
    private static let toolName = "1 to 128 letters, digits, dots, hyphens and underscores"
    private static let hints = ["readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint"]

    /// Checks the tools of `x-mcp-tools`: their names, operations, schemas and the places of their arguments.
    mutating func checkTools() {
        var known: Set<String> = []
        for (position, tool) in (root["x-mcp-tools"]?.array ?? []).enumerated() {
            guard let members = tool.object else { continue }
            at(SchemaLocation(document: 0, pointer: JSONPointer(["x-mcp-tools", String(position)]))) { checker in
                checker.checkToolName(members, &known)
                checker.checkToolSchema(members)
                checker.checkHints(of: members)
                guard let site = checker.site(ofTool: members) else { return }
                checker.checkArguments(of: members, for: site)
            }
        }
    }

    private mutating func checkToolName(_ tool: JSONObject, _ known: inout Set<String>) {
        guard let name = tool["name"] else {
            return report("the tool has no `name`", hint: "name: get_customer", atKey: true)
        }
        let text = name.string ?? ""
        let isRepeated = !known.insert(text).inserted
        within("name") { checker in
            guard Self.isToolName(text) else { return checker.report("the name of a tool must be \(Self.toolName)") }
            if isRepeated { checker.report("there are two tools with the name `\(text)`") }
        }
    }

    private static func isToolName(_ text: String) -> Bool {
        let allowed = text.utf8.allSatisfy { byte in
            byte.isLetterOrDigit || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
        }
        return (1...128).contains(text.utf8.count) && allowed
    }

    private mutating func checkToolSchema(_ tool: JSONObject) {
        guard let schema = tool["inputSchema"] else {
            return report("the tool has no `inputSchema`", hint: "inputSchema: { type: object }", atKey: true)
        }
        within("inputSchema") { checker in
            guard schema["type"] == "object" else { return checker.report("the type must be `object`") }
            guard SchemaInlining(document: checker.root).inlined(schema) == nil else { return }
            checker.report("the schema must not refer to itself or to another document, as its references are replaced")
        }
    }

    private mutating func checkHints(of tool: JSONObject) {
        for name in (tool["annotations"]?.object ?? [:]).keys where !Self.hints.contains(name) {
            let hint = Self.suggestion(for: name, among: Self.hints)
            at(place.appending(["annotations", name])) { checker in
                checker.report("the protocol has no hint `\(name)`", hint: hint, atKey: true)
            }
        }
    }

    private mutating func site(ofTool tool: JSONObject) -> OperationSite? {
        guard let operation = tool["operation"] else {
            report("the tool has no `operation`", hint: "operation: getCustomer", atKey: true)
            return nil
        }
        let name = operation.plainText
        if let site = sites.first(where: { $0.id == name }) { return site }
        let hint = Self.suggestion(for: name, among: sites.map(\.id))
        within("operation") { $0.report("no operation has the operationId `\(name)`", hint: hint) }
        return nil
    }
}
