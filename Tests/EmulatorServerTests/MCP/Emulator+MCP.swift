import Documents
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

extension Emulator {
    /// Sends a message of a client of the revision 2025-11-25 to the MCP endpoint.
    func rpc(
        _ method: String,
        _ params: JSONValue? = nil,
        headers: HTTPHeaders = ["MCP-Protocol-Version": "2025-11-25"],
        key: String? = usualKey
    ) throws -> TestResponse {
        var members: JSONObject = ["jsonrpc": "2.0", "id": 1, "method": .string(method)]
        members["params"] = params
        return try rootClient(key).post("/mcp", .object(members), headers: headers)
    }

    /// Connects a number to which a contact writes, and returns the ids of the number and of the conversation.
    func talk() throws -> (number: JSONValue, conversation: JSONValue) {
        try addNumber()
        try hear()
        let conversations = try client().get("/\(usualNumber)/conversations")
        return (.string(usualNumber), try #require(conversations.data[0]?["id"]))
    }

    /// Calls a tool and returns the result.
    func callTool(
        _ name: String,
        _ arguments: JSONValue = [:],
        headers: HTTPHeaders = ["MCP-Protocol-Version": "2025-11-25"],
        key: String = usualKey,
        sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) throws -> ToolResult {
        let params: JSONValue = ["name": .string(name), "arguments": arguments]
        let answer = try rpc("tools/call", params, headers: headers, key: key)
        try #require(answer.status == 200, "\(answer.json)", sourceLocation: sourceLocation)
        return ToolResult(try #require(answer.json["result"], "\(answer.json)", sourceLocation: sourceLocation))
    }
}
