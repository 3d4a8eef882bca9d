import Documents
import Domain
import NIOHTTP1
import Testing

@testable import EmulatorServer

/// A message and the status and code with which the protocol answers it.
struct ProtocolCase: Sendable, CustomTestStringConvertible {
    static let meta =
        #""_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","#
        + #""io.modelcontextprotocol/clientCapabilities":{}}"#

    let testDescription: String
    let body: String
    var headers: HTTPHeaders = [:]
    var revisions = MCPRevision.allCases
    let status: Int
    /// The code of the error; nil for an accepted message.
    let code: Int?
    /// The JSON text of the id in the answer.
    var id = "null"

    /// A message of a client of the handshake era.
    static func handshake(
        _ description: String,
        _ body: String,
        version: String? = "2025-11-25",
        _ expected: (status: Int, code: Int?, id: String)
    ) -> ProtocolCase {
        ProtocolCase(
            testDescription: description,
            body: body,
            headers: version.map { ["MCP-Protocol-Version": $0] } ?? [:],
            status: expected.status,
            code: expected.code,
            id: expected.id
        )
    }

    /// A request with complete `_meta` and the headers of the modern era, unless others are given.
    static func modern(
        _ description: String,
        _ method: String,
        params: String = "",
        headers: HTTPHeaders? = nil,
        _ expected: (status: Int, code: Int)
    ) -> ProtocolCase {
        ProtocolCase(
            testDescription: description,
            body: #"{"jsonrpc":"2.0","id":7,"method":"\#(method)","params":{\#(params)\#(meta)}}"#,
            headers: headers ?? ["MCP-Protocol-Version": "2026-07-28", "Mcp-Method": method],
            status: expected.status,
            code: expected.code,
            id: "7"
        )
    }

    /// The exchange of the message.
    var exchange: MCPExchange {
        MCPExchange(headers: headers, body: Array(body.utf8), revisions: revisions)
    }
}

extension MCPExchange {
    /// The answer of the protocol itself, if it answers.
    var answer: MCPAnswer? {
        if case .answered(let answer) = outcome { answer } else { nil }
    }

    /// The request that the server must answer, if there is one.
    var request: MCPRequest? {
        if case .request(let request) = outcome { request } else { nil }
    }
}
