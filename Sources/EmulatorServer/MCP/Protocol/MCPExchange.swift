import Documents
import Domain
import NIOHTTP1

/// What the protocol says about the body and the headers of a POST, before the server is asked.
///
/// The order of the checks is the one of the protocol's Python SDK, where the specification sets none.
struct MCPExchange: Sendable {
    /// What is to be done.
    enum Outcome: Equatable, Sendable {
        /// The protocol itself answers.
        case answered(MCPAnswer)
        /// The server must answer.
        case request(MCPRequest)
    }

    /// The method of the JSON-RPC message as sent; nil if the message has none or cannot be read.
    private(set) var rpc: String?
    /// The name in `params` of a `tools/call`, whether such a tool exists or not.
    private(set) var tool: String?
    private(set) var outcome = Outcome.answered(.accepted)

    /// Reads a message; `revisions` are those that the server answers, the newest first.
    init(headers: HTTPHeaders, body: [UInt8], revisions: [MCPRevision]) {
        let fields = MCPHeaders(headers)
        do throws(RPCError) {
            switch try RPCMessage(reading: body) {
            case .response:
                outcome = .answered(Self.answerToResponse(fields))
            case .notification(let method):
                rpc = method
                outcome = .answered(Self.answerToNotification(fields, revisions))
            case .request(let id, let method, let params):
                rpc = method
                if method == "tools/call" { tool = params?["name"]?.string }
                outcome =
                    RequestCheck(id: id, method: method, params: params, fields: fields, served: revisions)
                    .outcome
            }
        } catch {
            outcome = .answered(MCPAnswer(error, id: nil, status: 400))
        }
    }

    /// Clients of the handshake era may send responses; later ones must not.
    private static func answerToResponse(_ fields: MCPHeaders) -> MCPAnswer {
        switch fields.era {
        case .handshake: .accepted
        case .modern:
            MCPAnswer(
                RPCError(.invalidRequest, "Invalid request: clients do not send responses"),
                id: nil,
                status: 400
            )
        }
    }

    /// A notification is never answered, but a version that is not served is refused.
    private static func answerToNotification(_ fields: MCPHeaders, _ served: [MCPRevision]) -> MCPAnswer {
        guard let version = fields.version.first, !served.contains(where: { $0.rawValue == version }) else {
            return .accepted
        }
        return MCPAnswer(.unsupportedVersion(version, served: served), id: nil, status: 400)
    }
}
