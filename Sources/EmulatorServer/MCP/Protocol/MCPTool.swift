import Documents

/// A tool as `tools/list` shows it.
struct MCPTool: Equatable, Sendable {
    /// What a client may assume about a tool; all four are always sent, as the defaults of the protocol are unsafe.
    struct Annotations: Equatable, Sendable {
        let readOnly: Bool
        let destructive: Bool
        let idempotent: Bool
        let openWorld: Bool
    }

    let name: String
    let title: String
    let description: String
    /// A JSON Schema of type `object`, without references and extensions.
    let inputSchema: JSONValue
    let annotations: Annotations

    /// Writes the tool; the first revision of the protocol does not know titles.
    func write(to writer: inout JSONWriter, hasTitle: Bool) {
        writer.object { writer in
            writer.member("name", name)
            if hasTitle { writer.member("title", title) }
            writer.member("description", description)
            writer.member("inputSchema", inputSchema)
            writer.key("annotations")
            writer.object { writer in
                writer.member("readOnlyHint", annotations.readOnly)
                writer.member("destructiveHint", annotations.destructive)
                writer.member("idempotentHint", annotations.idempotent)
                writer.member("openWorldHint", annotations.openWorld)
            }
        }
    }
}
