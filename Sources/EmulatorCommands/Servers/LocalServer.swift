import Domain
import EmulatorServer
import HTTPServing
import NIOCore
import NIOHTTP1
import Scenarios

/// An emulator in this process, which is asked without sockets.
struct LocalServer: RequestedServer {
    /// What becomes of delays, and of the faults with which responses are written.
    enum Faults {
        /// Every delay ends at once, and every response is complete, even one to a HEAD request.
        case skipped
        /// Delays take their time, and a response that is cut is not received.
        case performed
    }

    /// The host that requests are sent to.
    private static let host = "localhost"
    /// The base of the URLs in responses.
    static let origin = "http://" + host

    private let responder: EmulatorResponder
    private let eventLoop: any EventLoop
    private let faults: Faults

    let sendsWebhooks = false

    /// The server of an application; `eventLoop` completes the futures of its responses.
    init(_ application: EmulatorApplication, on eventLoop: any EventLoop, faults: Faults) {
        responder = application.responder
        self.eventLoop = eventLoop
        self.faults = faults
    }

    func send(_ request: DriverRequest) -> EventLoopFuture<StepExchange.Response> {
        var head = HTTPRequestHead(
            version: .http1_1,
            method: HTTPMethod(rawValue: request.method),
            uri: request.target
        )
        head.headers = HTTPHeaders(request.headers.map { ($0.name, $0.value) })
        head.headers.replaceOrAdd(name: "Host", value: Self.host)
        let body = Request.Body(request.body, of: head, limit: responder.bodyLimit(for: head))
        let isHead = head.method == .HEAD
        let promise = eventLoop.makePromise(of: StepExchange.Response.self)
        let end = responder.respond(to: Request(head: head, body: body))
            .deliver(onPending: { limit($0, of: request, promise) }) { reply in
                promise.completeWith(result(of: reply, isHead: isHead))
            }
        if let end { promise.completeWith(result(of: end, isHead: isHead)) }
        return promise.futureResult
    }

    // MARK: Waiting

    /// Lets a pending response end at once or after its own time, at the latest after that of the request.
    private func limit(
        _ pending: PendingResponse,
        of request: DriverRequest,
        _ promise: EventLoopPromise<StepExchange.Response>
    ) {
        switch faults {
        case .skipped: pending.expire()
        case .performed:
            let limit = TimeAmount.milliseconds(request.timeout.milliseconds)
            var timers = [
                eventLoop.scheduleTask(in: limit) {
                    promise.fail(DriverError.timedOut)
                    pending.cutOff()
                }
            ]
            if let timeout = pending.timeout {
                timers.append(eventLoop.scheduleTask(in: TimeAmount(timeout)) { pending.expire() })
            }
            promise.futureResult.whenComplete { [timers] _ in for timer in timers { timer.cancel() } }
        }
    }

    // MARK: Responses

    private func result(of reply: Reply, isHead: Bool) -> Result<StepExchange.Response, any Error> {
        guard case .now(let response) = reply.content, !isCut(response, by: reply.fault) else {
            reply.lose()
            return .failure(DriverError.cut)
        }
        reply.onFinish?(.written)
        let hasBody =
            switch faults {
            case .skipped: true
            case .performed: !isHead && response.status.mayHaveResponseBody
            }
        return .success(
            StepExchange.Response(
                status: Int(response.status.code),
                headers: response.headers.map { HeaderField(name: $0.name, value: $0.value) },
                body: hasBody ? response.body : []
            )
        )
    }

    /// Whether a part of the response is missing; a response that drips is complete in the end.
    private func isCut(_ response: Response, by fault: WireFault?) -> Bool {
        switch (faults, fault) {
        case (.skipped, _), (.performed, nil), (.performed, .drip): false
        case (.performed, .truncate(let count)): count < response.body.count
        case (.performed, .truncateHead): true
        }
    }
}
