import Contract
import Documents
import Domain
import EmulatorCore
import NIOHTTP1
import OrderedCollections

/// The vendor's MCP endpoint, `POST /mcp`: the tools of the contract, and the form of their results.
struct MCPEndpoint: Sendable {
    /// The path, which is not under the base path.
    static let path = "/mcp"

    /// Whether a path is that of the endpoint; as for operations, repeated slashes and one at the end do not count.
    static func isServed(at path: String) -> Bool {
        path == Self.path || path.hasPrefix("/") && path.split(separator: "/") == ["mcp"]
    }

    private static let info = MCPServerInfo(name: "kirimdev", version: "1.0.0")
    /// The statuses of answers that stay HTTP answers in the form of the API.
    private static let plainStatuses: Set = [401, 413, 415, 429]

    private let tools: [String: ToolDescription]
    private let list: MCPToolList

    /// The endpoint of a contract; nil if the contract has no tools.
    init?(_ contract: Contract) {
        guard !contract.tools.isEmpty else { return nil }
        tools = Dictionary(contract.tools.map { ($0.name, $0) }) { first, _ in first }
        list = MCPToolList(contract.tools.map(MCPTool.init))
    }

    /// Reads a message; `revisions` are those of the protocol that are answered.
    func message(headers: HTTPHeaders, body: [UInt8], revisions: [MCPRevision]) -> MCPMessage {
        let exchange = MCPExchange(headers: headers, body: body, revisions: revisions)
        let trace = MCPTrace(method: exchange.rpc, tool: exchange.tool)
        switch exchange.outcome {
        case .answered(let answer):
            return MCPMessage(trace: trace, content: .answered(answer))
        case .request(let request):
            return MCPMessage(trace: trace, content: content(of: request, calling: exchange.tool, revisions))
        }
    }

    private func content(
        of request: MCPRequest,
        calling called: String?,
        _ revisions: [MCPRevision]
    ) -> MCPMessage.Content {
        if let answer = request.answer(from: Self.info, serving: revisions, tools: list) { return .answered(answer) }
        guard case .callTool(let name, let arguments) = request.method, let tool = tools[name] else {
            return .answered(request.answerToUnknownTool(called ?? ""))
        }
        return .call(MCPToolCall(tool, arguments, request))
    }

    /// The answer of an operation as the result of a tool.
    ///
    /// `messages` are JSON objects for the member `messages` of the data.
    func result(of call: MCPToolCall, _ answer: Answer, adding messages: [[UInt8]]?) -> Answer {
        guard !Self.plainStatuses.contains(answer.status) else { return answer }
        var body = answer.body
        if let messages, answer.status < 400 { body = Self.body(body, with: messages) }
        let isObject = body.first == UInt8(ascii: "{")
        let result = call.request.answer(
            from: Self.info,
            text: body,
            structured: isObject ? body : nil,
            isError: answer.status >= 400
        )
        var sent = Answer(result)
        sent.headers = answer.headers
        sent.carriedStatus = answer.status
        return sent
    }

    private static func body(_ body: [UInt8], with messages: [[UInt8]]) -> [UInt8] {
        guard case .object(var members)? = try? JSONValue(parsing: body), var data = members["data"]?.object else {
            return body
        }
        data["messages"] = .array(messages.compactMap { try? JSONValue(parsing: $0) })
        members["data"] = .object(data)
        return JSONValue.object(members).serialized
    }
}

extension MCPTool {
    fileprivate init(_ tool: ToolDescription) {
        self.init(
            name: tool.name,
            title: tool.title,
            description: tool.description,
            inputSchema: tool.inputSchema,
            annotations: Annotations(
                readOnly: tool.annotations["readOnlyHint"]?.bool ?? false,
                destructive: tool.annotations["destructiveHint"]?.bool ?? true,
                idempotent: tool.annotations["idempotentHint"]?.bool ?? false,
                openWorld: tool.annotations["openWorldHint"]?.bool ?? true
            )
        )
    }
}

extension Answer {
    /// The answer with status and body of MCP; an accepted notification has neither body nor media type.
    init(_ answer: MCPAnswer) {
        self.init(
            status: answer.status,
            body: answer.body ?? [],
            contentType: answer.body == nil ? nil : "application/json"
        )
    }
}
