import Documents
import EmulatorTesting
import Foundation
import OrderedCollections
import Testing

/// The entries for MCP clients in the readme.
@Suite(.timeLimit(.minutes(15)))
struct AgentEntryTests {
    private static let origin = "http://127.0.0.1:8080"
    private static let api = origin + "/mcp"
    private static let emulator = origin + "/__admin/mcp"
    private static let key = "Bearer kdv_test_local"

    /// The servers of each JSON block that configures a client.
    private static func clients() throws -> [JSONObject] {
        let blocks = try SourceTree.text("README.md").components(separatedBy: "```json\n").dropFirst()
        return try blocks.compactMap { block in
            let text = block.components(separatedBy: "```").first ?? ""
            let json = try JSONValue(parsing: Array(text.utf8))
            return (json["mcpServers"] ?? json["servers"])?.object
        }
    }

    @Test func `each client in the readme has an entry for both MCP endpoints`() throws {
        let clients = try Self.clients()
        #expect(clients.count == 3)
        for servers in clients {
            #expect(servers.values.map { $0["url"]?.string } == [Self.api, Self.emulator])
            #expect(servers.values.allSatisfy { $0["headers"] == ["Authorization": .string(Self.key)] })
        }
    }

    @Test func `the TOML block in the readme has the same URLs and the same key`() throws {
        let block = try Readme.block("toml") { $0.contains("[mcp_servers.") }
        let tables = block.components(separatedBy: "[mcp_servers.").dropFirst()
        try #require(tables.count == 2)
        for (table, url) in zip(tables, [Self.api, Self.emulator]) {
            #expect(table.contains("url = \"\(url)\"\n"))
            #expect(table.contains(#"http_headers = { "Authorization" = "\#(Self.key)" }"#))
        }
    }

    @Test func `each entry in the readme reaches an endpoint that lists its tools`() async throws {
        let entries = try Self.clients().flatMap(\.values)
        let list: JSONValue = ["jsonrpc": "2.0", "id": 1, "method": "tools/list"]
        try await withMock { mock in
            for entry in entries {
                let path = try #require(entry["url"]?.string).replacing(Self.origin, with: "")
                let headers = (entry["headers"]?.object ?? [:]).map { ($0.key, $0.value.string ?? "") }
                let client = MockClient(baseURL: mock.url, key: nil, headers: headers)
                let answer = try await client.post(path, list)
                #expect(answer.status == 200, "\(path)")
                #expect(answer.json["result"]?["tools"]?.array?.isEmpty == false, "\(path)")
            }
        }
    }
}
