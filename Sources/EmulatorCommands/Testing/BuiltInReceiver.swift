import Domain
import NIOCore
import Webhooks

/// Receives the webhooks of a contract test in this process and answers 200 at once.
struct BuiltInReceiver: WebhookTransport {
    /// A real receiver, to which attempts are sent.
    struct RealReceiver {
        let url: String
        let transport: any WebhookTransport
    }

    /// The receiver at another URL; nil if nothing is sent.
    let real: RealReceiver?
    let eventLoop: any EventLoop

    init(besides real: RealReceiver?, on eventLoop: any EventLoop) {
        self.real = real
        self.eventLoop = real?.transport.eventLoop ?? eventLoop
    }

    func send(
        _ request: WebhookRequest,
        completion: @escaping @Sendable (AttemptOutcome) -> Void
    ) -> any WebhookSending {
        if let real, real.url == request.url { return real.transport.send(request, completion: completion) }
        eventLoop.execute { completion(.answered(ReceiverAnswer(status: 200, headers: [], body: []))) }
        return Receipt()
    }

    /// Does nothing: whoever has opened the transport to the real receiver shuts it down.
    func shutdown() async throws {}

    /// An attempt that has been answered, so that there is nothing to cancel.
    private struct Receipt: WebhookSending {
        func cancel() {}
    }
}
