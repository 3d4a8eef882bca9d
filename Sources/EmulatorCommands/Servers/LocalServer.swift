import Domain
import EmulatorServer
import HTTPServing
import NIOCore
import NIOHTTP1
import Scenarios

/// An emulator in this process, which is asked without sockets.
struct LocalServer: RequestedServer {
    private let responder: EmulatorResponder
    private let eventLoop: any EventLoop

    let sendsWebhooks = false

    /// The server of an application; `eventLoop` completes the futures of its responses.
    init(_ application: EmulatorApplication, on eventLoop: any EventLoop) {
        responder = application.responder
        self.eventLoop = eventLoop
    }

    /// Answers at once: the delay of a fault rule ends immediately, and faults of the connection are not performed.
    func send(_ request: DriverRequest) -> EventLoopFuture<StepExchange.Response> {
        var head = HTTPRequestHead(
            version: .http1_1,
            method: HTTPMethod(rawValue: request.method),
            uri: request.target
        )
        head.headers = HTTPHeaders(request.headers.map { ($0.name, $0.value) })
        head.headers.replaceOrAdd(name: "Host", value: "localhost")
        let promise = eventLoop.makePromise(of: StepExchange.Response.self)
        let end = responder.respond(to: Request(head: head, body: .complete(request.body)))
            .deliver(expiring: true) { promise.completeWith(Self.result($0)) }
        if let end { promise.completeWith(Self.result(end)) }
        return promise.futureResult
    }

    private static func result(_ reply: Reply) -> Result<StepExchange.Response, any Error> {
        guard case .now(let response) = reply.content else {
            reply.lose()
            return .failure(DriverError.cut)
        }
        reply.onFinish?(.written)
        return .success(StepExchange.Response(response))
    }
}

extension StepExchange.Response {
    fileprivate init(_ response: Response) {
        let headers = response.headers.map { HeaderField(name: $0.name, value: $0.value) }
        self.init(status: Int(response.status.code), headers: headers, body: response.body)
    }
}
