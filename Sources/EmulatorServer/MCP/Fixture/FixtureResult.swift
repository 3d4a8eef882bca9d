import Documents
import OrderedCollections

/// The result of a tool: an object, which a client also gets as text.
struct FixtureResult: Error {
    var members: JSONObject
    /// Whether the tool could not do what it was called for.
    let isError: Bool

    /// The result of a successful call.
    init(_ members: JSONObject) {
        self.members = members
        isError = false
    }

    /// The result of a call that the control API answered with a problem document.
    init(problem: JSONValue) {
        members = problem.members(["title", "code", "detail", "errors"])
        isError = true
    }

    /// The result of a call that was refused before a control request was sent.
    init(_ error: MockError) {
        self.init(problem: (try? JSONValue(parsing: Answer(error).body)) ?? .null)
    }

    /// The same result with the sandboxes that could be named.
    func listing(_ sandboxes: [JSONValue]) -> FixtureResult {
        var result = self
        result.members["sandboxes"] = .array(sandboxes)
        return result
    }

    /// The answer to the message that called the tool.
    func answer(to message: MCPRequest, from info: MCPServerInfo) -> MCPAnswer {
        let json = JSONValue.object(members).serialized
        return message.answer(from: info, text: json, structured: json, isError: isError)
    }
}
