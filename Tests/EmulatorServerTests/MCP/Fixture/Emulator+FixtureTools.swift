import Documents
import EmulatorTesting
import HTTPServing
import NIOHTTP1
import OrderedCollections
import Testing

extension Emulator {
    /// The path of the MCP endpoint of the fixture.
    static var fixture: String { "/__admin/mcp" }

    /// Sends a message to the fixture's MCP endpoint and returns its reply without waiting.
    func beginAtFixture(
        _ method: String,
        _ params: JSONValue = [:],
        key: String? = usualKey,
        headers: HTTPHeaders = [:]
    ) -> Reply {
        var headers = headers
        headers.add(name: "MCP-Protocol-Version", value: "2025-11-25")
        headers.add(name: "Content-Type", value: "application/json")
        let body: JSONValue = ["jsonrpc": "2.0", "id": 1, "method": .string(method), "params": params]
        return control(key).hold(Self.fixture, body, headers: headers)
    }

    /// Sends a message to the fixture's MCP endpoint and waits for the response.
    func sendToFixture(
        _ method: String,
        _ params: JSONValue = [:],
        key: String? = usualKey,
        headers: HTTPHeaders = [:]
    ) async throws -> TestResponse {
        try await control(key).answer(to: beginAtFixture(method, params, key: key, headers: headers), of: Self.fixture)
    }

    /// Calls a tool of the fixture.
    func tool(_ name: String, _ arguments: JSONObject = [:], key: String? = usualKey) async throws -> CalledTool {
        let answer = try await sendToFixture(
            "tools/call",
            ["name": .string(name), "arguments": .object(arguments)],
            key: key
        )
        try #require(answer.status == 200)
        return try CalledTool(answer)
    }

    /// Calls a tool, which must succeed, and returns its result.
    func use(_ name: String, _ arguments: JSONObject = [:], key: String? = usualKey) async throws -> JSONValue {
        let called = try await tool(name, arguments, key: key)
        try #require(!called.isError, "\(called.content.text)")
        return called.content
    }

    /// What a URL in a result returns.
    func open(_ url: JSONValue?) throws -> JSONValue {
        let origin = "http://localhost:8080"
        let text = try #require(url?.string)
        try #require(text.hasPrefix(origin + "/"), "\(text)")
        let answer = try control().get(String(text.dropFirst(origin.count)))
        try #require(answer.status == 200, "\(answer.json)")
        return answer.json
    }
}
