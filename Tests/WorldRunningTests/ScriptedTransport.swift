import Dispatch
import Domain
import NIOCore
import NIOPosix
import Synchronization
import Webhooks

/// A transport without a network: attempts are answered by a script, or stay open until a test ends them.
final class ScriptedTransport: WebhookTransport {
    /// Answers an attempt; nil leaves it open.
    typealias Script = @Sendable (WebhookRequest) -> AttemptOutcome?

    private struct Storage {
        var sent: [WebhookRequest] = []
        var open: [Int: @Sendable (AttemptOutcome) -> Void] = [:]
        var mostOpen = 0
        var cancelled: [Int] = []
    }

    let eventLoop: any EventLoop
    private let storage = Mutex(Storage())
    private let thread: ReportThread
    private let otherThread = DispatchQueue(label: "outcomes of attempts")
    private let script: Script
    private let answersCancelled: Bool
    private let sends = AsyncStream.makeStream(of: WebhookRequest.self)
    private let ends = AsyncStream.makeStream(of: Void.self)

    /// A transport that follows a script and reports outcomes on a thread.
    ///
    /// It reports the outcome of cancelled attempts, too, unless a test does.
    init(
        on thread: ReportThread = .eventLoop,
        eventLoop: any EventLoop = MultiThreadedEventLoopGroup.singleton.next(),
        answersCancelled: Bool = true,
        script: @escaping Script
    ) {
        self.eventLoop = eventLoop
        self.thread = thread
        self.script = script
        self.answersCancelled = answersCancelled
    }

    /// The attempts that have been sent, the first one first.
    var sent: [WebhookRequest] { storage.withLock { $0.sent } }
    /// How many attempts are running.
    var openCount: Int { storage.withLock { $0.open.count } }
    /// The largest number of attempts that ran at once.
    var mostOpen: Int { storage.withLock { $0.mostOpen } }
    /// How many attempts were cancelled.
    var cancelledCount: Int { storage.withLock { $0.cancelled.count } }

    func send(
        _ request: WebhookRequest,
        completion: @escaping @Sendable (AttemptOutcome) -> Void
    ) -> any WebhookSending {
        let number = storage.withLock { storage in
            storage.sent.append(request)
            storage.open[storage.sent.count] = completion
            storage.mostOpen = max(storage.mostOpen, storage.open.count)
            return storage.sent.count
        }
        if let outcome = script(request) { execute { self.report(outcome, of: number) } }
        sends.continuation.yield(request)
        return ScriptedSending(transport: self, number: number)
    }

    /// Ends the attempt of that number, 1 for the first that was sent, and waits until its outcome is reported.
    func end(_ number: Int, _ outcome: AttemptOutcome) async {
        await withCheckedContinuation { continuation in
            execute {
                self.report(outcome, of: number)
                continuation.resume()
            }
        }
    }

    /// Waits until that many more attempts have been sent.
    func sends(_ count: Int) async -> [WebhookRequest] {
        var requests: [WebhookRequest] = []
        guard count > 0 else { return requests }
        for await request in sends.stream {
            requests.append(request)
            if requests.count == count { break }
        }
        return requests
    }

    /// Waits until that many more attempts have ended and their outcomes are reported.
    func ends(_ count: Int) async {
        var left = count
        guard left > 0 else { return }
        for await _ in ends.stream {
            left -= 1
            if left == 0 { break }
        }
    }

    func shutdown() async throws {}

    fileprivate func cancel(_ number: Int) {
        storage.withLock { $0.cancelled.append(number) }
        if answersCancelled { execute { self.report(.failed(.reset), of: number) } }
    }

    private func report(_ outcome: AttemptOutcome, of number: Int) {
        guard let completion = storage.withLock({ $0.open.removeValue(forKey: number) }) else { return }
        completion(outcome)
        ends.continuation.yield()
    }

    private func execute(_ work: @escaping @Sendable () -> Void) {
        switch thread {
        case .eventLoop: eventLoop.execute(work)
        case .another: otherThread.async(execute: work)
        }
    }
}

/// An attempt of a scripted transport.
private struct ScriptedSending: WebhookSending {
    let transport: ScriptedTransport
    let number: Int

    func cancel() { transport.cancel(number) }
}

extension AttemptOutcome {
    /// An answer without headers and body.
    static func answer(_ status: Int) -> AttemptOutcome { .answered(ReceiverAnswer(status: status)) }
}

extension WebhookRequest {
    /// The value of a header.
    func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }

    /// The delivery that is attempted.
    var deliveryID: String? { header("X-Kirim-Delivery-Id") }

    /// The number of the attempt.
    var attempt: String? { header("X-Kirim-Attempt") }
}
