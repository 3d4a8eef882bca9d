import Synchronization

/// Keeps what the step of an order has caused, for the time after the run.
final class OrderRecorder: Sendable {
    private let storage = Mutex<OrderResult?>(nil)

    /// What has arrived and in which order; nil if the step was not run.
    var result: OrderResult? { storage.withLock { $0 } }

    func record(_ result: OrderResult) {
        storage.withLock { $0 = result }
    }
}
