import Documents
import HTTPServing
import NIOHTTP1
import Synchronization

/// A server whose replies a test decides, and which records its requests.
final class ScriptedServer: Responder {
    private let reply: @Sendable (HTTPRequestHead) -> Reply
    private let recorded = Mutex<[HTTPRequestHead]>([])
    private let arrivals: AsyncStream<String>
    private let arrival: AsyncStream<String>.Continuation

    init(_ reply: @escaping @Sendable (HTTPRequestHead) -> Reply) {
        self.reply = reply
        (arrivals, arrival) = AsyncStream.makeStream()
    }

    /// The requests until now, in their order.
    var requests: [HTTPRequestHead] { recorded.withLock { $0 } }

    func bodyLimit(for head: HTTPRequestHead) -> Int { 1 << 20 }

    func respond(to request: Request) -> Reply {
        recorded.withLock { $0.append(request.head) }
        arrival.yield("\(request.head.method) \(request.head.uri)")
        return reply(request.head)
    }

    /// Waits for a request that begins so, such as `GET /v1/me`; the requests before it are skipped.
    func wait(for start: String) async {
        for await request in arrivals where request.hasPrefix(start) { return }
    }
}

extension ScriptedServer {
    /// A server that a contract test takes for an emulator; `reply` decides about the requests to which it has a reply.
    static func emulator(_ reply: @escaping @Sendable (HTTPRequestHead) -> Reply?) -> ScriptedServer {
        ScriptedServer { head in
            if let reply = reply(head) { return reply }
            switch (head.method, head.uri) {
            case (.GET, "/__admin/health"): return .json(200, ["contract": ["digest": "0"]])
            case (.GET, "/__admin/sandboxes"): return .json(200, ["data": []])
            case (.POST, "/__admin/sandboxes"): return .json(201, ["id": "sbx_1"])
            default: return .json(200, [:])
            }
        }
    }
}

extension Reply {
    /// A response with a JSON body.
    static func json(_ status: Int, _ body: JSONValue) -> Reply {
        let headers: HTTPHeaders = ["Content-Type": "application/json"]
        return Reply(.now(Response(status: .init(statusCode: status), headers: headers, body: body.serialized)))
    }

    /// No response until the client closes the connection.
    static var hang: Reply { Reply(.later(.hanging())) }
}
