import Documents

/// The result of a tool as a test reads it.
struct ToolResult {
    let isError: Bool?
    /// The member `structuredContent`: the answer of the operation.
    let structured: JSONValue
    /// The text of the first block of content.
    let text: String

    init(_ result: JSONValue) {
        isError = result["isError"]?.bool
        structured = result["structuredContent"] ?? .null
        text = result["content"]?[0]?["text"]?.string ?? ""
    }

    /// The data of the operation's answer.
    var data: JSONValue { structured["data"] ?? .null }

    /// The error code; nil for a success.
    var code: String? { structured["error"]?["code"]?.string }

    /// The field of the error.
    var param: String? { structured["error"]?["param"]?.string }
}
