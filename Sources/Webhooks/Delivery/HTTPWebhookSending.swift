import AsyncHTTPClient
import Domain
import NIOCore
import NIOHTTP1

/// One attempt of the transport, from its start to the one report of its outcome.
///
/// The request is sent again within the same attempt if a reused connection ends before the first byte of a response:
/// the receiver has most likely closed the idle connection before it got the request.
final class HTTPWebhookSending: WebhookSending {
    /// How often the request is sent again; each time, the idle connections to the receiver are closed.
    private static let longestResend = 3

    private struct State {
        /// Nil once the outcome has been reported.
        var completion: (@Sendable (AttemptOutcome) -> Void)?
        var task: HTTPClient.Task<ReceiverAnswer>?
        var limit: Scheduled<Void>?
        /// The connection that it is being sent on.
        var use: ReceiverConnectionUse?
        var resends = 0
    }

    private let request: WebhookRequest
    private let eventLoop: any EventLoop
    private let connections: ReceiverConnections
    private let state: NIOLoopBoundBox<State>

    init(
        _ request: WebhookRequest,
        on eventLoop: any EventLoop,
        over connections: ReceiverConnections,
        completion: @escaping @Sendable (AttemptOutcome) -> Void
    ) {
        self.request = request
        self.eventLoop = eventLoop
        self.connections = connections
        state = .makeBoxSendingValue(State(completion: completion), eventLoop: eventLoop)
    }

    /// Begins the attempt; must be called once, on the event loop, and before any `cancel()` runs there.
    func start(with client: HTTPClient) {
        // The deadline of the client is not used: if it passes while the client connects, the client reports why an
        // earlier connection failed, even hours ago.
        state.value.limit = eventLoop.scheduleTask(in: TimeAmount(request.timeout)) {
            self.end(.failed(.timeout))
        }
        execute(with: client)
    }

    func cancel() {
        eventLoop.execute { self.end(.failed(.reset)) }
    }

    private func execute(with client: HTTPClient) {
        do {
            let request = try clientRequest()
            let receiver = "\(request.scheme)://\(request.host):\(request.port)"
            let looked = connections.closeLeft(by: receiver)
            afterClosing(looked) { self.execute(request, to: receiver, with: client) }
        } catch {
            end(.failed(AttemptError(error)))
        }
    }

    /// Calls `proceed` when the client knows which connections were closed.
    private func afterClosing(_ isClosing: Bool, _ proceed: @escaping @Sendable () -> Void) {
        // The event loop has already queued the task that tells the client, so that it runs before this one.
        if isClosing { eventLoop.execute(proceed) } else { proceed() }
    }

    private func execute(_ request: HTTPClient.Request, to receiver: String, with client: HTTPClient) {
        guard state.value.completion != nil else { return }
        let collector = AnswerCollector(eventLoop: eventLoop) { [connections, state] in
            state.value.use = connections.begin(to: receiver)
        }
        let task = client.execute(request: request, delegate: collector)
        state.value.task = task
        task.futureResult.whenComplete { result in
            self.taskEnded(result, collector, client)
        }
    }

    private func clientRequest() throws -> HTTPClient.Request {
        let result = try HTTPClient.Request(
            url: request.url,
            method: .POST,
            headers: HTTPHeaders(request.headers.map { ($0.name, $0.value) }),
            body: .byteBuffer(ByteBuffer(bytes: request.body)),
            tlsConfiguration: try request.trustedCertificates.map { try ReceiverTrust.configuration(trusting: $0) }
        )
        // The client also accepts schemes for Unix sockets.
        guard ["http", "https"].contains(result.scheme) else { throw HTTPClientError.unsupportedScheme(result.scheme) }
        return result
    }

    private func taskEnded(
        _ result: Result<ReceiverAnswer, any Error>,
        _ collector: AnswerCollector,
        _ client: HTTPClient
    ) {
        guard state.value.completion != nil else { return }
        let use = endUse()
        switch result {
        case .success(let answer):
            end(.answered(answer))
        case .failure(let error):
            if let answer = collector.fullAnswer {
                end(.answered(answer))
            } else if let error = error as? HTTPClientError, error == .connectTimeout {
                // The connection was begun for an earlier attempt and timed out; this attempt has time left.
                execute(with: client)
            } else if AttemptError(error) == .reset, state.value.resends < Self.longestResend,
                let use, use.connection.wasReusedAndSilent(use), let receiver = use.connection.receiver
            {
                state.value.resends += 1
                afterClosing(connections.closeIdle(to: receiver)) { self.execute(with: client) }
            } else {
                end(.failed(AttemptError(error)))
            }
        }
    }

    private func end(_ outcome: AttemptOutcome) {
        guard let completion = state.value.completion else { return }
        state.value.completion = nil
        state.value.limit?.cancel()
        state.value.limit = nil
        // On the client's own event loop this takes effect at once: the connection is closed before the report.
        state.value.task?.cancel()
        state.value.task = nil
        _ = endUse()
        completion(outcome)
    }

    private func endUse() -> ReceiverConnectionUse? {
        defer { state.value.use = nil }
        if let use = state.value.use { use.connection.end(use) }
        return state.value.use
    }
}

extension TimeAmount {
    /// More than a day counts as a day, so that sums of times do not overflow.
    init(_ span: TimeSpan) {
        self = .milliseconds(min(span, .hours(24)).milliseconds)
    }
}
