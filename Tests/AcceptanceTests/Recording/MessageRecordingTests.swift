import Contract
import Documents
import Domain
import EmulatorServer
import EmulatorTesting
import OrderedCollections
import Testing

@testable import EmulatorCommands
@testable import Scenarios

/// What a recording shows of messages to an MCP endpoint, and how it compares them.
@Suite struct MessageRecordingTests {
    /// The personal details of a customer, and what the server draws.
    private struct Details {
        var name = "Budi Santoso"
        var email = "budi@mail.example"
        var id = "cus_335T08RM0EAKN9DTE6RD5RWP7B"
        var requestID = "req_HBZCBDET93RQS0ME4BSWXHRZ0Q"
        var status = "pending"
        var time = "2026-06-05T10:00:00.000Z"

        static let other = Details(
            name: "Siti Rahma",
            email: "siti@other.example",
            id: "cus_0R4TN8ZK2XQWV6JGYC5BMD1HEA",
            requestID: "req_2XQWV6JGYC5BMD1HEA0R4TN8ZK",
            time: "2027-01-01T00:00:00.123Z"
        )

        /// The answer of createCustomer.
        var answer: JSONValue {
            [
                "data": [
                    "id": .string(id), "object": "customer", "name": .string(name), "email": .string(email),
                    "status": .string(status), "metadata": ["note": "Rahasia"], "created_at": .string(time),
                ],
                "request_id": .string(requestID),
            ]
        }
    }

    private static let url = "https://tools.example/mcp"
    private static let headers = [
        HeaderField(name: "MCP-Protocol-Version", value: "2026-07-28"),
        HeaderField(name: "Mcp-Method", value: "tools/call"), HeaderField(name: "Mcp-Name", value: "create_customer"),
    ]

    private static func result(_ answer: JSONValue, isError: Bool = false) -> JSONValue {
        [
            "jsonrpc": "2.0", "id": 1,
            "result": [
                "resultType": "complete", "content": [["type": "text", "text": .string(answer.text)]],
                "structuredContent": answer, "isError": .bool(isError),
                "_meta": ["io.modelcontextprotocol/serverInfo": ["name": "Vendor", "version": "1"]],
            ],
        ]
    }

    /// A call of create_customer.
    private static func creation(_ details: Details) -> StepExchange {
        let call: JSONValue = [
            "jsonrpc": "2.0", "id": 1, "method": "tools/call",
            "params": [
                "name": "create_customer",
                "arguments": [
                    "name": .string(details.name), "email": .string(details.email), "metadata": ["note": "Rahasia"],
                    "Joko": "Widodo",
                ],
                "_meta": [
                    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
                    "io.modelcontextprotocol/clientInfo": ["name": "Ani", "version": "1"],
                ],
            ],
        ]
        let response = SampleRecordings.response(200, result(details.answer).text)
        return SampleRecordings.exchange(nil, url, headers: headers, body: call.text, response: response)
    }

    private static func steps(_ exchanges: StepExchange...) throws -> JSONValue {
        SampleRecordings.steps(exchanges, try ContractLibrary.loaded.get().contract)
    }

    @Test func `arguments and results are shown by the schemas of the operation, without personal details`() throws {
        let steps = try Self.steps(Self.creation(Details()))
        let text = steps.text.lowercased()
        for part in ["budi", "santoso", "mail.example", "rahasia", "joko", "widodo", "ani\"", "vendor", "335t08"] {
            #expect(!text.contains(part), "\(part) in \(text)")
        }
        let request = try #require(steps[0]?["request"])
        #expect(request["path"]?.string?.hasSuffix("/mcp") == true)
        #expect(request["headers"]?["mcp-method"] == "tools/call")
        #expect(request["headers"]?["mcp-name"] == "create_customer")
        #expect(request["headers"]?["mcp-protocol-version"] == "2026-07-28")
        let message = try #require(request["body"])
        #expect(message["jsonrpc"] == "2.0" && message["id"] == 1 && message["method"] == "tools/call")
        #expect(message["params"]?["name"] == "create_customer")
        #expect(message["params"]?["_meta"]?["io.modelcontextprotocol/protocolVersion"] == "2026-07-28")
        let name = try #require(message["params"]?["arguments"]?["name"]?.string)
        #expect(name.hasPrefix("Name 00"))
        let result = try #require(steps[0]?["response"]?["body"]?["result"])
        #expect(result["resultType"] == "complete" && result["isError"] == false)
        let answer = try #require(result["structuredContent"])
        #expect(answer["data"]?["id"]?.string?.hasPrefix("cus_0000000000") == true)
        #expect(answer["data"]?["object"] == "customer")
        #expect(answer["data"]?["name"] == .string(name))
        #expect(answer["data"]?["status"] == "pending")
        #expect(answer["data"]?["created_at"] == "2026-06-05T10:00:00.000Z")
        let inText = try #require(result["content"]?[0]?["text"]?.string)
        #expect(try JSONValue(parsing: inText) == answer)
    }

    @Test func `the error of an operation is shown by its status, and that of the protocol without details`() throws {
        let error: JSONValue = [
            "error": [
                "type": "not_found", "code": "resource_not_found",
                "message": "No such customer: cus_x of Budi Santoso.",
                "request_id": "req_HBZCBDET93RQS0ME4BSWXHRZ0Q",
            ]
        ]
        let call =
            #"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"get_customer","arguments":{"customer_id":"Budi Santoso"}}}"#
        let unknown =
            #"{"jsonrpc":"2.0","id":"joko","method":"tools/call","params":{"name":"Siti Rahma","arguments":{"Ani":"Widodo"}}}"#
        let refusal =
            #"{"jsonrpc":"2.0","id":"joko","error":{"code":-32602,"message":"Unknown tool: Siti Rahma","data":{"Ani":"Widodo"}}}"#
        let steps = try Self.steps(
            SampleRecordings.exchange(
                nil,
                Self.url,
                body: call,
                response: SampleRecordings.response(200, Self.result(error, isError: true).text)
            ),
            SampleRecordings.exchange(nil, Self.url, body: unknown, response: SampleRecordings.response(400, refusal))
        )
        let shown = try #require(steps[0]?["response"]?["body"]?["result"]?["structuredContent"]?["error"])
        #expect(shown["code"] == "resource_not_found")
        #expect(shown["message"]?.string?.hasPrefix("No such customer: ") == true)
        let failure = try #require(steps[1]?["response"]?["body"]?["error"])
        #expect(failure["code"] == -32602)
        #expect(failure["message"]?.string?.hasPrefix("Unknown tool: Text 00") == true)
        #expect(steps[1]?["response"]?["body"]?["id"] == steps[1]?["request"]?["body"]?["id"])
        let text = steps.text.lowercased()
        for part in ["budi", "santoso", "joko", "siti", "rahma", "ani\"", "widodo"] {
            #expect(!text.contains(part), "\(part) in \(text)")
        }
    }

    @Test func `other messages show the words of the protocol only`() throws {
        let call =
            #"{"jsonrpc":"2.0","id":62857251654,"method":"Budi","params":{"cursor":"Santoso","type":"Joko","protocolVersion":"Siti"}}"#
        let answer =
            #"{"jsonrpc":"2.0","id":62857251654,"result":{"protocolVersion":"2025-11-25","capabilities":{"tools":{}},"serverInfo":{"name":"Rahma","version":"1"}}}"#
        let exchange = SampleRecordings.exchange(
            nil,
            Self.url,
            body: call,
            response: SampleRecordings.response(200, answer)
        )
        let steps = try Self.steps(exchange)
        let text = steps.text.lowercased()
        for part in ["budi", "santoso", "joko", "siti", "rahma", "62857251654"] {
            #expect(!text.contains(part), "\(part) in \(text)")
        }
        let result = try #require(steps[0]?["response"]?["body"]?["result"])
        #expect(result["protocolVersion"] == "2025-11-25")
        #expect(result["capabilities"] == ["tools": [:]])
    }

    private static func compare(_ recorded: Details, _ actual: Details) throws -> RecordingComparison {
        let contract = try ContractLibrary.loaded.get().contract
        let recordings = try [recorded, actual].map { try SampleRecordings.recording([creation($0)], contract) }
        return RecordingComparison(recordings[1], against: recordings[0])
    }

    @Test func `the same call with other personal details, ids and times has the same result`() throws {
        let comparison = try Self.compare(Details(), .other)
        #expect(comparison.rows.map(\.verdict.name) == ["same"])
    }

    @Test func `a result differs at its place in the answer of the operation, also in the text`() throws {
        var other = Details.other
        other.status = "active"
        let comparison = try Self.compare(Details(), other)
        guard case .differs(let differences)? = comparison.rows.first?.verdict else {
            Issue.record("\(comparison.rows)")
            return
        }
        #expect(
            differences.map(\.pointer) == [
                "/body/result/content/0/text/data/status", "/body/result/structuredContent/data/status",
            ]
        )
        #expect(differences.allSatisfy { $0.expected == "pending" && $0.actual == "active" })
    }
}
