import Documents
import Domain
import NIOHTTP1
import Testing

@testable import EmulatorServer

/// The exchanges of Tests/MCP/transcripts.txt, byte for byte, with a server of one tool.
@Suite struct ProtocolTranscriptTests {
    private static let info = MCPServerInfo(name: "kirimdev", version: "1.0.0")

    private static let tools = MCPToolList([
        MCPTool(
            name: "get_customer",
            title: "Get a customer",
            description: "One customer.",
            inputSchema: [
                "type": "object", "required": ["customer_id"], "properties": ["customer_id": ["type": "string"]],
            ],
            annotations: MCPTool.Annotations(readOnly: true, destructive: false, idempotent: true, openWorld: false)
        )
    ])

    @Test func `the transcripts of all four revisions are there`() throws {
        let transcripts = try Transcript.all.get()
        #expect(transcripts.count == 38)
        for revision in MCPRevision.allCases {
            #expect(transcripts.contains { $0.title.hasPrefix(revision.rawValue) })
        }
    }

    @Test func `every exchange is answered as in its transcript`() throws {
        for transcript in try Transcript.all.get() {
            let answer = Self.answer(to: transcript.request, headers: transcript.headers)
            #expect(answer.status == transcript.status, "\(transcript.title)")
            let body = answer.body.map { String(decoding: $0, as: UTF8.self) }
            #expect(body == transcript.answer, "\(transcript.title)")
        }
    }

    private static func answer(to body: String, headers: HTTPHeaders) -> MCPAnswer {
        let exchange = MCPExchange(headers: headers, body: Array(body.utf8), revisions: MCPRevision.allCases)
        switch exchange.outcome {
        case .answered(let answer): return answer
        case .request(let request):
            return request.answer(from: info, serving: MCPRevision.allCases, tools: tools) ?? call(request)
        }
    }

    private static func call(_ request: MCPRequest) -> MCPAnswer {
        guard case .callTool(let name, let arguments) = request.method, name == "get_customer" else {
            return request.answerToUnknownTool("nope")
        }
        let isKnown = JSONValue.object(arguments)["customer_id"] == "cus_335T08RM0EAKN9DTE6RD5RWP7B"
        let text =
            isKnown
            ? #"{"data":{"id":"cus_335T08RM0EAKN9DTE6RD5RWP7B","name":"Acme"}}"#
            : #"{"error":{"code":"resource_not_found"}}"#
        return request.answer(from: info, text: Array(text.utf8), structured: Array(text.utf8), isError: !isKnown)
    }
}
