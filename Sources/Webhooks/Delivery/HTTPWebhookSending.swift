import AsyncHTTPClient
import Domain
import NIOCore
import NIOHTTP1

/// One attempt of the transport, from its start to the one report of its outcome.
final class HTTPWebhookSending: WebhookSending {
    private struct State {
        /// Nil once the outcome has been reported.
        var completion: (@Sendable (AttemptOutcome) -> Void)?
        var task: HTTPClient.Task<ReceiverAnswer>?
        var limit: Scheduled<Void>?
    }

    private let request: WebhookRequest
    private let eventLoop: any EventLoop
    private let state: NIOLoopBoundBox<State>

    init(
        _ request: WebhookRequest,
        on eventLoop: any EventLoop,
        completion: @escaping @Sendable (AttemptOutcome) -> Void
    ) {
        self.request = request
        self.eventLoop = eventLoop
        state = .makeBoxSendingValue(State(completion: completion), eventLoop: eventLoop)
    }

    /// Begins, once and on the event loop; a `cancel()` always comes there later.
    func start(with client: HTTPClient) {
        // A limit of our own: the client, when its deadline strikes while it connects, reports why an earlier
        // connection failed, be it hours ago.
        state.value.limit = eventLoop.scheduleTask(in: TimeAmount(request.timeout)) {
            self.end(.failed(.timeout))
        }
        execute(with: client)
    }

    func cancel() {
        eventLoop.execute { self.end(.failed(.reset)) }
    }

    private func execute(with client: HTTPClient) {
        let collector = AnswerCollector(eventLoop: eventLoop)
        let task: HTTPClient.Task<ReceiverAnswer>
        do {
            task = client.execute(request: try clientRequest(), delegate: collector)
        } catch {
            return end(.failed(AttemptError(error)))
        }
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
        // The client knows schemes for Unix sockets as well.
        guard ["http", "https"].contains(result.scheme) else { throw HTTPClientError.unsupportedScheme(result.scheme) }
        return result
    }

    private func taskEnded(
        _ result: Result<ReceiverAnswer, any Error>,
        _ collector: AnswerCollector,
        _ client: HTTPClient
    ) {
        guard state.value.completion != nil else { return }
        switch result {
        case .success(let answer):
            end(.answered(answer))
        case .failure(let error):
            if let answer = collector.fullAnswer {
                end(.answered(answer))
            } else if let error = error as? HTTPClientError, error == .connectTimeout {
                // A connection that was begun for an earlier attempt took too long; this one has time left.
                execute(with: client)
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
        completion(outcome)
    }
}

extension TimeAmount {
    /// More than a day is a day: sums of clock readings must not overflow.
    init(_ span: TimeSpan) {
        self = .milliseconds(min(span, .hours(24)).milliseconds)
    }
}
