import Documents
import Domain
import NIOHTTP1
import Testing

@testable import EmulatorServer

@Suite struct ProtocolTests {
    // MARK: Unreadable messages and messages without an answer

    private static let unreadable: [ProtocolCase] = [
        .handshake("no JSON", #"{"jsonrpc":"#, (400, -32700, "null")),
        .handshake("an empty body", "", version: nil, (400, -32700, "null")),
        .handshake("an array", #"[{"jsonrpc":"2.0","id":1,"method":"ping"}]"#, (400, -32600, "null")),
        .handshake("a string", #""ping""#, (400, -32600, "null")),
        .handshake("no version of JSON-RPC", #"{"id":1,"method":"ping"}"#, (400, -32600, "null")),
        .handshake("another version", #"{"jsonrpc":"1.0","id":1,"method":"ping"}"#, (400, -32600, "null")),
        .handshake("no method", #"{"jsonrpc":"2.0","id":1}"#, (400, -32600, "null")),
        .handshake("a method that is a number", #"{"jsonrpc":"2.0","id":1,"method":2}"#, (400, -32600, "null")),
        .handshake("the id null", #"{"jsonrpc":"2.0","id":null,"method":"ping"}"#, (400, -32600, "null")),
        .handshake("a fractional id", #"{"jsonrpc":"2.0","id":1.5,"method":"ping"}"#, (400, -32600, "null")),
        .handshake("a boolean id", #"{"jsonrpc":"2.0","id":true,"method":"ping"}"#, (400, -32600, "null")),
        .handshake("an array as id", #"{"jsonrpc":"2.0","id":[1],"method":"ping"}"#, (400, -32600, "null")),
        .handshake("an object as id", #"{"jsonrpc":"2.0","id":{},"method":"ping"}"#, (400, -32600, "null")),
        .handshake(
            "a response in the modern era",
            #"{"jsonrpc":"2.0","id":1,"result":{}}"#,
            version: "2026-07-28",
            (400, -32600, "null")
        ),
        .handshake(
            "a notification of an unknown version",
            #"{"jsonrpc":"2.0","method":"notifications/initialized"}"#,
            version: "2099-01-01",
            (400, -32022, "null")
        ),
    ]

    private static let accepted: [ProtocolCase] = [
        .handshake("a result", #"{"jsonrpc":"2.0","id":1,"result":{}}"#, (202, nil, "")),
        .handshake("an error", #"{"jsonrpc":"2.0","id":1,"error":{}}"#, version: nil, (202, nil, "")),
        .handshake("a notification", #"{"jsonrpc":"2.0","method":"notifications/initialized"}"#, (202, nil, "")),
        .handshake("an unknown one", #"{"jsonrpc":"2.0","method":"notifications/x"}"#, version: nil, (202, nil, "")),
        .handshake("a modern one", #"{"jsonrpc":"2.0","method":"x"}"#, version: "2026-07-28", (202, nil, "")),
    ]

    @Test(arguments: unreadable)
    func `a message that is no request has an error without an id`(_ row: ProtocolCase) throws {
        try expectError(row)
    }

    @Test(arguments: accepted)
    func `a notification is accepted with an empty body`(_ row: ProtocolCase) {
        #expect(row.exchange.answer == .accepted)
    }

    // MARK: Errors by era

    private static let handshakeErrors: [ProtocolCase] = [
        .handshake("an unknown method", #"{"jsonrpc":"2.0","id":3,"method":"x/y"}"#, (200, -32601, "3")),
        .handshake("prompts/list", #"{"jsonrpc":"2.0","id":"a","method":"prompts/list"}"#, (200, -32601, "\"a\"")),
        .handshake("server/discover", #"{"jsonrpc":"2.0","id":0,"method":"server/discover"}"#, (200, -32601, "0")),
        .handshake(
            "a name that is a number",
            #"{"jsonrpc":"2.0","id":"","method":"tools/call","params":{"name":1}}"#,
            (200, -32602, "\"\"")
        ),
        .handshake(
            "arguments that are a list",
            #"{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"a","arguments":[]}}"#,
            (200, -32602, "3")
        ),
        .handshake(
            "params that are a list",
            #"{"jsonrpc":"2.0","id":3,"method":"tools/list","params":[]}"#,
            (200, -32602, "3")
        ),
        .handshake(
            "a cursor",
            #"{"jsonrpc":"2.0","id":3,"method":"tools/list","params":{"cursor":"x"}}"#,
            (200, -32602, "3")
        ),
        .handshake(
            "a version that no revision has",
            #"{"jsonrpc":"2.0","id":3,"method":"ping"}"#,
            version: "2024-11-05",
            (400, -32602, "3")
        ),
    ]

    private static let modernErrors: [ProtocolCase] = [
        .modern("ping", "ping", (404, -32601)),
        .modern("initialize", "initialize", (404, -32601)),
        .modern("subscriptions/listen", "subscriptions/listen", (404, -32601)),
        .modern("prompts/list", "prompts/list", (404, -32601)),
        .modern("a name that is a number", "tools/call", params: #""name":1,"#, (400, -32602)),
        .modern(
            "arguments that are a list",
            "tools/call",
            params: #""name":"a","arguments":[],"#,
            headers: ["MCP-Protocol-Version": "2026-07-28", "Mcp-Method": "tools/call", "Mcp-Name": "a"],
            (400, -32602)
        ),
        .modern("a cursor", "tools/list", params: #""cursor":"x","#, (400, -32602)),
        .modern("no version header", "tools/list", headers: ["Mcp-Method": "tools/list"], (400, -32020)),
        .modern(
            "another version in the header",
            "tools/list",
            headers: ["MCP-Protocol-Version": "2025-11-25", "Mcp-Method": "tools/list"],
            (400, -32020)
        ),
        .modern("no method header", "tools/list", headers: ["MCP-Protocol-Version": "2026-07-28"], (400, -32020)),
        .modern(
            "a method header in other case",
            "tools/list",
            headers: ["MCP-Protocol-Version": "2026-07-28", "Mcp-Method": "Tools/list"],
            (400, -32020)
        ),
        .modern(
            "a method header sent twice",
            "tools/list",
            headers: ["MCP-Protocol-Version": "2026-07-28", "Mcp-Method": "tools/list", "mcp-method": "tools/list"],
            (400, -32020)
        ),
        .modern("no name header", "tools/call", params: #""name":"a","#, (400, -32020)),
        .modern(
            "a name header that cannot be decoded",
            "tools/call",
            params: #""name":"a","#,
            headers: [
                "MCP-Protocol-Version": "2026-07-28", "Mcp-Method": "tools/call", "Mcp-Name": "=?base64?*?=",
            ],
            (400, -32020)
        ),
    ]

    private static let metaErrors: [ProtocolCase] = [
        #"{}"#,
        #"{"io.modelcontextprotocol/protocolVersion":"2026-07-28"}"#,
        #"{"io.modelcontextprotocol/clientCapabilities":{}}"#,
        #"{"io.modelcontextprotocol/protocolVersion":1,"io.modelcontextprotocol/clientCapabilities":{}}"#,
        #"{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":[]}"#,
    ].map { meta in
        ProtocolCase(
            testDescription: "_meta \(meta)",
            body: #"{"jsonrpc":"2.0","id":7,"method":"tools/list","params":{"_meta":\#(meta)}}"#,
            headers: ["MCP-Protocol-Version": "2026-07-28", "Mcp-Method": "tools/list"],
            status: 400,
            code: -32602,
            id: "7"
        )
    }

    @Test(arguments: handshakeErrors + modernErrors + metaErrors)
    func `a refused request has the status and code of its era and its own id`(_ row: ProtocolCase) throws {
        try expectError(row)
    }

    @Test func `an internal error has status 200 in both eras`() throws {
        let id = try #require(RPCRequestID(json: Array("1".utf8)))
        for revision in MCPRevision.allCases {
            let answer = MCPRequest(id: id, method: .ping, revision: revision)
                .answer(RPCError(.internalError, "Internal error"))
            #expect(answer.status == 200)
        }
    }

    private func expectError(_ row: ProtocolCase) throws {
        let answer = try #require(row.exchange.answer)
        #expect(answer.status == row.status)
        let body = try JSONValue(parsing: try #require(answer.body))
        #expect(body["error"]?["code"]?.integer == row.code)
        #expect(body["id"]?.text == row.id)
        #expect(body["jsonrpc"] == "2.0")
    }
}
