import EmulatorCore

/// The message of a request to the MCP endpoint.
struct MCPMessage: Sendable {
    /// What the pipeline has to do.
    enum Content: Sendable {
        /// The answer is known; a message of this kind concerns no operation.
        case answered(MCPAnswer)
        /// The operation of a tool is carried out.
        indirect case call(MCPToolCall)
    }

    let trace: MCPTrace
    let content: Content

    /// The call of a tool, if the message is one.
    var call: MCPToolCall? {
        switch content {
        case .answered: nil
        case .call(let call): call
        }
    }
}
