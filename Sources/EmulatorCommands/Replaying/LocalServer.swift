import EmulatorServer
import HTTPServing
import NIOCore
import NIOHTTP1
import Webhooks

/// An emulator in this process, which replays what the receivers of webhooks answered.
struct LocalServer: ReplayServer {
    private let responder: EmulatorResponder
    private let eventLoop: any EventLoop

    let sendsWebhooks = false

    init(contract: LoadedContract, bundle: FailureBundle) {
        let receivers = RecordedReceivers(bundle)
        var configuration = ServerConfiguration()
        configuration.logFormat = nil
        responder = buildApplication(configuration: configuration, contract: contract, transport: receivers).responder
        eventLoop = receivers.eventLoop
    }

    /// Answers at once: the delay of a fault rule ends immediately, and faults of the connection are not performed.
    func send(_ request: ReplayRequest) -> EventLoopFuture<ReplayAnswer> {
        var head = HTTPRequestHead(
            version: .http1_1,
            method: HTTPMethod(rawValue: request.method),
            uri: request.target
        )
        head.headers = HTTPHeaders(request.headers.map { ($0.name, $0.value) })
        head.headers.replaceOrAdd(name: "Host", value: "localhost")
        let promise = eventLoop.makePromise(of: ReplayAnswer.self)
        let end = responder.respond(to: Request(head: head, body: .complete(request.body)))
            .deliver(expiring: true) { promise.succeed(Self.answer($0)) }
        if let end { promise.succeed(Self.answer(end)) }
        return promise.futureResult
    }

    private static func answer(_ reply: Reply) -> ReplayAnswer {
        guard case .now(let response) = reply.content else {
            reply.lose()
            return .cut
        }
        reply.onFinish?(.written)
        return .complete(status: Int(response.status.code), body: response.body)
    }
}
