import Synchronization

/// The responses of one world that clients still wait for; a reset cancels them.
package final class PendingAnswers: Sendable {
    private struct Storage {
        var nextToken = 0
        var cancellations: [Int: @Sendable () -> Void] = [:]
        var isClosed = false
    }

    private let storage = Mutex(Storage())

    /// No pending responses.
    package init() {}

    /// Registers a pending response and returns its token; nil if the world has ended and the caller must cancel it.
    package func add(cancelling cancel: @escaping @Sendable () -> Void) -> Int? {
        storage.withLock { storage in
            guard !storage.isClosed else { return nil }
            storage.nextToken += 1
            storage.cancellations[storage.nextToken] = cancel
            return storage.nextToken
        }
    }

    /// Removes a response that is complete.
    package func remove(_ token: Int) {
        storage.withLock { $0.cancellations[token] = nil }
    }

    /// Cancels all pending responses and accepts no more; returns how many there were.
    package func close() -> Int {
        storage.withLock { $0.isClosed = true }
        return cancelAll()
    }

    /// Cancels all pending responses; returns how many there were.
    package func cancelAll() -> Int {
        let cancellations = storage.withLock { storage in
            defer { storage.cancellations = [:] }
            return Array(storage.cancellations.values)
        }
        for cancel in cancellations { cancel() }
        return cancellations.count
    }
}
