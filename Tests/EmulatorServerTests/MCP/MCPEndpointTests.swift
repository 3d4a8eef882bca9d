import Documents
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

/// `POST /mcp` before and beside the tools: admission, HTTP errors and the messages that every client sends.
@Suite struct MCPEndpointTests {
    @Test func `a client can connect in both eras`() async throws {
        try await withEmulator { emulator in
            let old = try emulator.rpc("initialize", ["protocolVersion": "2025-06-18"], headers: [:])
            #expect(old.status == 200)
            #expect(old.json["result"]?["protocolVersion"] == "2025-06-18")
            #expect(old.json["result"]?["serverInfo"] == ["name": "kirimdev", "version": "1.0.0"])
            #expect(!old.headers.contains(name: "Mcp-Session-Id"))
            let meta: JSONValue = [
                "io.modelcontextprotocol/protocolVersion": "2026-07-28",
                "io.modelcontextprotocol/clientCapabilities": [:],
            ]
            let new = try emulator.rpc(
                "server/discover",
                ["_meta": meta],
                headers: ["MCP-Protocol-Version": "2026-07-28", "Mcp-Method": "server/discover"]
            )
            #expect(new.status == 200)
            #expect(new.json["result"]?["supportedVersions"]?[0] == "2026-07-28")
            #expect(new.json["result"]?["resultType"] == "complete")
        }
    }

    @Test func `a notification is accepted without a body`() async throws {
        try await withEmulator { emulator in
            let answer = try emulator.rootClient(usualKey).post(
                "/mcp",
                ["jsonrpc": "2.0", "method": "notifications/initialized"]
            )
            #expect(answer.status == 202)
            #expect(answer.bytes == [])
            #expect(!answer.headers.contains(name: "Content-Type"))
        }
    }

    @Test func `the list has all eleven tools whatever the plan`() async throws {
        try await withEmulator { emulator in
            try emulator.configure(["plan": "starter"])
            let tools = try emulator.rpc("tools/list").json["result"]?["tools"]
            #expect(tools?.array?.count == 11)
            #expect(tools?[0]?["name"] == "list_phone_numbers")
            #expect(tools?[7]?["inputSchema"]?["required"] == ["customer_id"])
            #expect(tools?[7]?["annotations"]?["readOnlyHint"] == true)
        }
    }

    @Test func `a request without a valid key is refused by HTTP`() async throws {
        try await withEmulator { emulator in
            let missing = try emulator.rpc("tools/list", key: nil)
            expect(missing, refuses: 401, "missing_api_key")
            #expect(missing.headers["WWW-Authenticate"] == ["Bearer"])
            expect(try emulator.rpc("ping", key: "nonsense"), refuses: 401, "invalid_api_key")
        }
    }

    @Test(arguments: [HTTPMethod.GET, .DELETE, .PUT])
    func `only POST is allowed, with or without a key`(_ method: HTTPMethod) async throws {
        try await withEmulator { emulator in
            for key in [usualKey, nil] {
                let answer = try emulator.rootClient(key).send(method, "/mcp")
                expect(answer, refuses: 405, "method_not_allowed")
                #expect(answer.headers["Allow"] == ["POST"])
            }
        }
    }

    @Test func `a body of another media type and one that is too large are refused by HTTP`() async throws {
        try await withEmulator { emulator in
            let client = emulator.rootClient(usualKey)
            let text = try client.send(.POST, "/mcp", body: Array("{}".utf8), headers: ["Content-Type": "text/plain"])
            expect(text, refuses: 415, "unsupported_media_type")
            expect(try client.sendOversized(.POST, "/mcp"), refuses: 413, "request_too_large")
        }
    }

    @Test func `a body that is not JSON has the error of JSON-RPC`() async throws {
        try await withEmulator { emulator in
            let headers: HTTPHeaders = ["Content-Type": "application/json; charset=utf-8"]
            let answer = try emulator.rootClient(usualKey).send(.POST, "/mcp", body: Array("{".utf8), headers: headers)
            #expect(answer.status == 400)
            #expect(answer.json == ["jsonrpc": "2.0", "id": nil, "error": ["code": -32700, "message": "Parse error"]])
        }
    }

    @Test func `the page of another origin is refused, and one of the own host is not`() async throws {
        try await withEmulator { emulator in
            let foreign = try emulator.rpc("ping", headers: ["Origin": "https://evil.example"])
            expectProblem(foreign, 403, "forbidden_origin")
            let own = try emulator.rpc("ping", headers: ["Origin": "http://localhost:8080"])
            #expect(own.json == ["jsonrpc": "2.0", "id": 1, "result": [:]])
        }
    }

    @Test func `the URLs of an OAuth server are not found, also without a key`() async throws {
        try await withEmulator { emulator in
            let client = emulator.rootClient()
            for path in [
                "/.well-known/oauth-protected-resource/mcp", "/.well-known/oauth-protected-resource",
                "/.well-known/oauth-authorization-server",
            ] {
                let answer = try client.get(path)
                #expect(answer.status == 404, "\(path)")
            }
            let registration = try client.post("/register", [:])
            #expect(registration.status == 404)
        }
    }

    @Test func `a call takes a token of its operation's class, and everything else one for reading`() async throws {
        try await withEmulator { emulator in
            try emulator.configure(["rate_limits": ["write_per_minute": 1, "read_per_minute": 2]])
            _ = try emulator.callTool("create_customer", ["name": "A"])
            let second = try emulator.rpc("tools/call", ["name": "create_customer", "arguments": ["name": "B"]])
            expect(second, refuses: 429, "rate_limit_exceeded")
            #expect(try emulator.rpc("tools/list").status == 200)
            #expect(try emulator.rpc("ping").status == 200)
            expect(try emulator.rpc("ping"), refuses: 429, "rate_limit_exceeded")
        }
    }

    @Test func `a key of idempotency has no effect`() async throws {
        try await withEmulator { emulator in
            let headers: HTTPHeaders = ["MCP-Protocol-Version": "2025-11-25", "Idempotency-Key": "k"]
            let first = try emulator.callTool("create_customer", ["name": "A"], headers: headers)
            let second = try emulator.callTool("create_customer", ["name": "A"], headers: headers)
            #expect(first.data["id"] != second.data["id"])
        }
    }

    @Test func `the endpoint exists only if the contract has tools`() async throws {
        let foreign = try ForeignContract.load(
            ForeignContract.header + "paths: { /a: { get: { responses: { '200': { description: x } } } } }\n"
        )
        try await withEmulator(contract: foreign) { emulator in
            let answer = try emulator.rootClient(usualKey).post("/mcp", [:])
            #expect(answer.status == 404)
        }
    }
}
