import Documents
import Domain
import HTTPServing
import NIOHTTP1

/// Answers MCP messages at `/__admin/mcp`; its tools send requests to the control API.
struct FixtureServer: Sendable {
    private static let info = MCPServerInfo(name: "kirimdev-mock", version: EmulatorVersion.current)
    private static let revisions = MCPRevision.allCases

    /// The control API without this endpoint.
    let control: ControlPipeline
    let origin: OriginPolicy

    var table: [String: ControlHandler] { ["controlMCP": .relayed(reply)] }

    @Sendable private func reply(to call: ControlCall) -> Reply {
        let exchange = MCPExchange(
            headers: call.request.head.headers,
            body: call.request.completeBody,
            revisions: Self.revisions
        )
        switch exchange.outcome {
        case .answered(let answer): return Reply(answer)
        case .request(let message): return reply(to: message, of: exchange, call)
        }
    }

    private func reply(to message: MCPRequest, of exchange: MCPExchange, _ call: ControlCall) -> Reply {
        if let answer = message.answer(from: Self.info, serving: Self.revisions, tools: FixtureTools.list) {
            return Reply(answer)
        }
        guard case .callTool(let name, let arguments) = message.method, let tool = FixtureTools.named[name] else {
            return Reply(message.answerToUnknownTool(exchange.tool ?? ""))
        }
        let base = origin.origin(of: call.request)
        return reply(to: message, tool, FixtureCall(tool.given(arguments), of: call, control: control, base: base))
    }

    private func reply(to message: MCPRequest, _ tool: FixtureTool, _ call: FixtureCall) -> Reply {
        do throws(FixtureResult) {
            switch try tool.step(of: call) {
            case .result(let result):
                return Reply(result.answer(to: message, from: Self.info))
            case .request(let request, let shorten):
                return call.reply(to: request).mapping { response in
                    let result = Self.result(of: response, to: call, shorten)
                    return Response(Answer(result.answer(to: message, from: Self.info)))
                }
            }
        } catch {
            return Reply(error.answer(to: message, from: Self.info))
        }
    }

    private static func result(
        of response: Response,
        to call: FixtureCall,
        _ shorten: (JSONValue) -> JSONObject
    ) -> FixtureResult {
        do throws(FixtureResult) {
            return FixtureResult(shorten(try call.content(of: response)))
        } catch {
            return error
        }
    }
}

extension Request {
    /// The bytes of the body; the control pipeline has refused a body that could not be read.
    fileprivate var completeBody: [UInt8] {
        if case .complete(let bytes) = body { bytes } else { [] }
    }
}

extension Reply {
    fileprivate init(_ answer: MCPAnswer) {
        self.init(.now(Response(Answer(answer))))
    }
}
