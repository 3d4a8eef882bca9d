import Documents
import Domain
import NIOHTTP1
import OrderedCollections
import Testing

@testable import EmulatorServer

@Suite struct ProtocolRequestTests {
    // MARK: The id

    @Test(arguments: ["0", "-7", "12345678901234567890123", #""""#, #""listen-1""#, #""\u0041\"}""#])
    func `the id is answered as it was sent`(_ id: String) throws {
        let body = #"{"params":{"id":5,"a":["\"id\":6",{"id":8}]},"id" : \#(id) ,"method":"ping","jsonrpc":"2.0"}"#
        let request = try #require(exchange(body).request)
        #expect(String(decoding: request.id.json, as: UTF8.self) == id)
    }

    @Test(arguments: ["1.0", "1e3"])
    func `a number with a fraction or an exponent is no id`(_ id: String) {
        #expect(exchange(#"{"jsonrpc":"2.0","id":\#(id),"method":"ping"}"#).answer?.status == 400)
    }

    // MARK: Parameters

    @Test func `null stands for absent params and absent arguments`() {
        let listing = exchange(#"{"jsonrpc":"2.0","id":1,"method":"tools/list","params":null}"#)
        #expect(listing.request?.method == .listTools)
        let call = exchange(
            #"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"a","arguments":null}}"#
        )
        #expect(call.request?.method == .callTool(name: "a", arguments: [:]))
    }

    // MARK: The era

    @Test func `a progress token does not make a request modern`() throws {
        let body = #"{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"_meta":{"progressToken":2}}}"#
        let request = try #require(exchange(body, ["MCP-Protocol-Version": "2025-06-18"]).request)
        #expect(request.revision == .june2025)
        #expect(request.method == .listTools)
    }

    @Test func `a request without a version header has the first revision`() throws {
        let request = try #require(exchange(#"{"jsonrpc":"2.0","id":1,"method":"ping"}"#).request)
        #expect(request.revision == .march2025)
    }

    @Test(arguments: [("2025-06-18", "2025-06-18"), ("2026-07-28", "2025-11-25"), ("2024-11-05", "2025-11-25")])
    func `initialize agrees on a handshake revision`(_ asked: String, _ agreed: String) throws {
        let body = #"{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"\#(asked)"}}"#
        let request = try #require(exchange(body).request)
        #expect(request.method == .initialize)
        #expect(request.revision.rawValue == agreed)
    }

    // MARK: Headers

    @Test func `header values are compared without the blanks around them`() throws {
        let headers: HTTPHeaders = ["mcp-protocol-version": " 2026-07-28 ", "mcp-method": "\ttools/list"]
        let body = #"{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{\#(ProtocolCase.meta)}}"#
        let request = try #require(exchange(body, headers).request)
        #expect(request.revision == .july2026)
    }

    @Test(arguments: ["nämë", "=?base64?eA==?="])
    func `an encoded name is decoded before it is compared`(_ name: String) throws {
        let headers: HTTPHeaders = [
            "MCP-Protocol-Version": "2026-07-28", "Mcp-Method": "tools/call",
            "Mcp-Name": "=?base64?\(Base64.text(of: Array(name.utf8)))?=",
        ]
        let body = #"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"\#(name)",\#(ProtocolCase.meta)}}"#
        let request = try #require(exchange(body, headers).request)
        #expect(request.method == .callTool(name: name, arguments: [:]))
    }

    // MARK: What is served

    @Test func `a modern request to a server of older revisions names those in the error`() throws {
        let body = #"{"jsonrpc":"2.0","id":1,"method":"server/discover","params":{\#(ProtocolCase.meta)}}"#
        let headers: HTTPHeaders = ["MCP-Protocol-Version": "2026-07-28", "Mcp-Method": "server/discover"]
        let answer = try #require(exchange(body, headers, [.november2025]).answer)
        let error = try JSONValue(parsing: try #require(answer.body))["error"]
        #expect(answer.status == 400)
        #expect(error?["code"] == -32022)
        #expect(error?["data"] == ["supported": ["2025-11-25"], "requested": "2026-07-28"])
    }

    @Test func `initialize is refused by a server of the newest revision only`() throws {
        let body = #"{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25"}}"#
        let answer = try #require(exchange(body, [:], [.july2026]).answer)
        #expect(answer.status == 400)
        #expect(try JSONValue(parsing: try #require(answer.body))["error"]?["code"] == -32022)
    }

    @Test func `a handshake revision that is not served is refused in a later request`() {
        let body = #"{"jsonrpc":"2.0","id":0,"method":"ping"}"#
        let headers: HTTPHeaders = ["MCP-Protocol-Version": "2025-06-18"]
        #expect(exchange(body, headers, [.november2025]).answer?.status == 400)
        #expect(exchange(body, headers, [.june2025]).request?.revision == .june2025)
    }

    // MARK: Names for the journal

    @Test func `an exchange has the names of its method and its tool`() {
        let call = exchange(#"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"send_message"}}"#)
        #expect(call.rpc == "tools/call")
        #expect(call.tool == "send_message")
        let listing = exchange(#"{"jsonrpc":"2.0","id":1,"method":"tools/list"}"#)
        #expect(listing.rpc == "tools/list")
        #expect(exchange("[]").rpc == nil)
    }

    private func exchange(
        _ body: String,
        _ headers: HTTPHeaders = [:],
        _ revisions: [MCPRevision] = MCPRevision.allCases
    ) -> MCPExchange {
        MCPExchange(headers: headers, body: Array(body.utf8), revisions: revisions)
    }
}
