import Documents

/// Places in the result of a tool of the MCP endpoint, which has the answer of an operation as JSON and as a text.
extension JSONPointer {
    private static let structured = ["body", "result", "structuredContent"]
    private static let content = ["body", "result", "content"]
    /// The length of a place such as `/body/result/content/0/text`.
    private static let textDepth = 5

    /// Whether a place such as `/body/result/content/0/text` has the text of a tool.
    var isTextOfTool: Bool {
        tokens.count == Self.textDepth && tokens.starts(with: Self.content) && tokens.last == "text"
    }

    /// How deep the place is in the answer of an operation, where `/body` is 1.
    var depthInAnswer: Int {
        if tokens.starts(with: Self.structured) { return tokens.count - Self.structured.count + 1 }
        let start = JSONPointer(Array(tokens.prefix(Self.textDepth)))
        return start.isTextOfTool ? tokens.count - Self.textDepth + 1 : tokens.count
    }
}
