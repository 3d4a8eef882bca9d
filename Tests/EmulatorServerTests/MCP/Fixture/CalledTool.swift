import Documents
import EmulatorTesting
import Testing

/// The result of a tool, as a client reads it.
struct CalledTool {
    let content: JSONValue
    let isError: Bool

    subscript(name: String) -> JSONValue? { content[name] }

    /// Reads the result in a response, whose text must be the same as its structured content.
    init(_ answer: TestResponse) throws {
        let result = try #require(answer.json["result"], "\(answer.json)")
        content = try #require(result["structuredContent"])
        isError = try #require(result["isError"]?.bool as Bool?)
        try #require(result["content"]?.array?.count == 1)
        try #require(result["content"]?[0]?["type"] == "text")
        let text = try #require(result["content"]?[0]?["text"]?.string)
        try #require(try JSONValue(parsing: text) == content)
    }
}
