import Documents
import Domain

/// The tools of a server, encoded once for `tools/list`.
struct MCPToolList: Sendable {
    let tools: [MCPTool]
    private let titled: [UInt8]
    private let untitled: [UInt8]

    init(_ tools: [MCPTool]) {
        self.tools = tools
        titled = Self.array(tools, hasTitle: true)
        untitled = Self.array(tools, hasTitle: false)
    }

    /// The JSON array of the tools in the form of a revision.
    func json(in revision: MCPRevision) -> [UInt8] {
        revision.hasStructuredContent ? titled : untitled
    }

    private static func array(_ tools: [MCPTool], hasTitle: Bool) -> [UInt8] {
        JSONWriter.bytes(capacity: 16_384) { writer in
            writer.array { writer in
                for tool in tools { tool.write(to: &writer, hasTitle: hasTitle) }
            }
        }
    }
}
