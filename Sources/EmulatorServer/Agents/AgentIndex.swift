import Contract

/// The document `/llms.txt`: what this server is, and where its documents and endpoints are.
struct AgentIndex {
    /// The documents, as the name of each link and its operation in control.yaml.
    private static let documents = [
        ("Guide", "getAgentGuide"), ("Control API", "getControlContract"),
        ("Control API as a page", "getControlReference"), ("Contract", "getContract"),
    ]
    /// The calls that show what the server has done, in the same form.
    private static let views = [
        ("Health", "getMockHealth"), ("Scenarios", "listScenarios"), ("Journal", "listRequests"),
    ]

    let served: ServedFacts

    var text: String {
        let sections = [
            section("Documentation", links(to: Self.documents)),
            section("Tools for agents (MCP, Streamable HTTP)", served.endpoints),
            section("State of the server", links(to: Self.views)),
        ]
        let head = ["# kirimdev-mock", "", "> \(ServedFacts.summary)", ""] + served.addresses
        return (head + sections.joined()).joined(separator: "\n") + "\n"
    }

    private func section(_ title: String, _ lines: [String]) -> [String] {
        lines.isEmpty ? [] : ["", "## \(title)", ""] + lines
    }

    private func links(to operations: [(String, String)]) -> [String] {
        operations.compactMap { name, id in
            served.control.operation(id).map { "- [\(name)](\(served.url(of: $0))): \(served.summary(of: $0))" }
        }
    }
}
