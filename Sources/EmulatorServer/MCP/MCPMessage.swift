import EmulatorCore

/// The message of a request to the MCP endpoint.
///
/// It is a class, so that all other requests, which have none, stay small.
final class MCPMessage: Sendable {
    /// What the pipeline has to do.
    enum Content: Sendable {
        /// The answer is known; a message of this kind concerns no operation.
        case answered(MCPAnswer)
        /// The operation of a tool is carried out.
        case call(MCPToolCall)
    }

    let trace: MCPTrace
    let content: Content

    init(trace: MCPTrace, content: Content) {
        self.trace = trace
        self.content = content
    }

    /// The call of a tool, if the message is one.
    var call: MCPToolCall? {
        switch content {
        case .answered: nil
        case .call(let call): call
        }
    }
}
