import Domain
import EmulatorTesting
import Webhooks

extension WebhookRequest {
    /// A request with a timeout that even a busy machine does not reach.
    static func test(
        _ url: String,
        headers: [HeaderField] = [],
        body: String = #"{"a":1}"#,
        timeout: TimeSpan = .seconds(120)
    ) -> WebhookRequest {
        WebhookRequest(url: url, headers: headers, body: Array(body.utf8), timeout: timeout)
    }
}

extension RawReceiver {
    /// The URL of a path on the receiver.
    func url(_ path: String = "/hook", scheme: String = "http") -> String { "\(scheme)://127.0.0.1:\(port)\(path)" }
}

extension WebhookTransport {
    /// Sends a request and waits for its outcome; a second report would crash the test run.
    func outcome(of request: WebhookRequest) async -> AttemptOutcome {
        await withCheckedContinuation { continuation in
            _ = send(request) { continuation.resume(returning: $0) }
        }
    }

    /// Sends a request; the test waits for the outcome later.
    func begin(_ request: WebhookRequest) -> RunningAttempt {
        let (outcomes, continuation) = AsyncStream.makeStream(of: AttemptOutcome.self)
        let sending = send(request) { continuation.yield($0) }
        return RunningAttempt(sending: sending, outcomes: outcomes)
    }
}

/// An attempt that a test can cancel.
struct RunningAttempt {
    let sending: any WebhookSending
    private let outcomes: AsyncStream<AttemptOutcome>

    init(sending: any WebhookSending, outcomes: AsyncStream<AttemptOutcome>) {
        self.sending = sending
        self.outcomes = outcomes
    }

    /// The next report of an outcome: there should be only one.
    func outcome() async -> AttemptOutcome? {
        await outcomes.first { _ in true }
    }
}

/// Runs a test with a transport of its own and a receiver that follows a script.
func withTransport(
    idleTimeout: TimeSpan = .minutes(2),
    connectionLimit: Int = HTTPRequester.connectionLimit,
    script: @escaping RawReceiver.Script = { _ in [.send(.ok)] },
    _ body: (HTTPWebhookTransport, RawReceiver) async throws -> Void
) async throws {
    try await Places.shared.take {
        let receiver = try await RawReceiver.start(script: script)
        let transport = HTTPWebhookTransport(idleTimeout: idleTimeout, connectionLimit: connectionLimit)
        do {
            try await body(transport, receiver)
        } catch {
            try? await transport.shutdown()
            try? await receiver.stop()
            throw error
        }
        try await transport.shutdown()
        try? await receiver.stop()
    }
}

extension String {
    /// A response after which the connection stays open.
    static let ok = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
}

extension [RawReceiver.Event] {
    /// The requests among the events.
    var requests: [RawReceiver.Request] {
        compactMap { event in
            guard case .request(let request) = event else { return nil }
            return request
        }
    }
}
