package import Domain
import NIOCore
import NIOPosix
import Synchronization
package import Webhooks

/// A webhook receiver in the test's process: it records the requests in order and reacts as the test tells it.
package final class WebhookReceiver: WebhookTransport {
    /// What happens to an attempt.
    package enum Reaction: Sendable {
        /// The receiver responds with this status.
        case answer(Int, headers: [HeaderField] = [], body: String = "")
        /// The attempt fails without a response, for this reason.
        case fail(AttemptError)
        /// Nothing happens until ``WebhookReceiver/release(_:)`` is called or the attempt is cancelled.
        case hold
        /// Nothing happens until ``WebhookReceiver/release(_:)`` is called, even if the attempt is cancelled.
        case keepOpen
    }

    private struct Waiter {
        let count: Int
        let continuation: CheckedContinuation<Void, Never>
    }

    private struct Storage {
        var react: @Sendable (ReceivedWebhook) -> Reaction
        var received: [ReceivedWebhook] = []
        var held: [HeldSending] = []
        var waiters: [Int: Waiter] = [:]
        var nextWaiter = 0
    }

    private let storage: Mutex<Storage>
    private let reportingLoop: any EventLoop = MultiThreadedEventLoopGroup.singleton.next()

    /// A receiver that asks `react` what to do with each attempt; by default every attempt gets a 200.
    package init(_ react: @escaping @Sendable (ReceivedWebhook) -> Reaction = { _ in .answer(200) }) {
        storage = Mutex(Storage(react: react))
    }

    /// All attempts so far, the first one first.
    package var received: [ReceivedWebhook] { storage.withLock { $0.received } }

    /// Changes how the receiver reacts to later attempts; held attempts stay held.
    package func react(_ react: @escaping @Sendable (ReceivedWebhook) -> Reaction) {
        storage.withLock { $0.react = react }
    }

    /// Ends all held attempts with the same reaction, the first one first.
    package func release(_ reaction: Reaction = .answer(200)) {
        let held = storage.withLock { storage in
            defer { storage.held = [] }
            return storage.held
        }
        for sending in held { finish(sending, reaction) }
    }

    /// Waits until at least `count` attempts have been sent, and returns all attempts so far.
    package func received(atLeast count: Int) async -> [ReceivedWebhook] {
        let number = storage.withLock { storage in
            storage.nextWaiter += 1
            return storage.nextWaiter
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = storage.withLock { storage in
                    guard storage.received.count < count, !Task.isCancelled else { return true }
                    storage.waiters[number] = Waiter(count: count, continuation: continuation)
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            storage.withLock { $0.waiters.removeValue(forKey: number) }?.continuation.resume()
        }
        return received
    }

    // MARK: The transport

    /// Records an attempt and reacts to it; the outcome is reported after this call has returned.
    package func send(
        _ request: WebhookRequest,
        completion: @escaping @Sendable (AttemptOutcome) -> Void
    ) -> any WebhookSending {
        let webhook = ReceivedWebhook(request)
        let react = storage.withLock { storage in
            storage.received.append(webhook)
            return storage.react
        }
        let reaction = react(webhook)
        let sending = HeldSending(completion: completion) { [self] in
            if case .keepOpen = reaction { return }
            finish($0, .fail(.reset))
        }
        finish(sending, reaction)
        let woken = storage.withLock { storage in
            let woken = storage.waiters.filter { $0.value.count <= storage.received.count }
            for number in woken.keys { storage.waiters[number] = nil }
            return woken.values
        }
        for waiter in woken { waiter.continuation.resume() }
        return sending
    }

    private func finish(_ sending: HeldSending, _ reaction: Reaction) {
        let outcome: AttemptOutcome
        switch reaction {
        case .answer(let status, let headers, let body):
            outcome = .answered(ReceiverAnswer(status: status, headers: headers, body: Array(body.utf8)))
        case .fail(let error):
            outcome = .failed(error)
        case .hold, .keepOpen:
            return storage.withLock { $0.held.append(sending) }
        }
        reportingLoop.execute { sending.report(outcome) }
    }

    /// Does nothing: there are no connections.
    package func shutdown() async throws {}
}

/// An attempt in progress, whose outcome is reported once.
private final class HeldSending: WebhookSending {
    private let completion: Mutex<(@Sendable (AttemptOutcome) -> Void)?>
    private let whenCancelled: @Sendable (HeldSending) -> Void

    init(
        completion: @escaping @Sendable (AttemptOutcome) -> Void,
        whenCancelled: @escaping @Sendable (HeldSending) -> Void
    ) {
        self.completion = Mutex(completion)
        self.whenCancelled = whenCancelled
    }

    func report(_ outcome: AttemptOutcome) {
        completion.withLock { $0.take() }?(outcome)
    }

    func cancel() { whenCancelled(self) }
}
