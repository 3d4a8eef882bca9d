import Synchronization

/// The answers of one world that clients still wait for; a reset cancels them.
package final class PendingAnswers: Sendable {
    private struct Storage {
        var nextToken = 0
        var cancellations: [Int: @Sendable () -> Void] = [:]
        var isClosed = false
    }

    private let storage = Mutex(Storage())

    /// Nobody waits.
    package init() {}

    /// Registers an answer that is owed; nil if the world has ended, and the answer must be given up now.
    package func add(cancelling cancel: @escaping @Sendable () -> Void) -> Int? {
        storage.withLock { storage in
            guard !storage.isClosed else { return nil }
            storage.nextToken += 1
            storage.cancellations[storage.nextToken] = cancel
            return storage.nextToken
        }
    }

    /// Takes an answer off the list because it has been given.
    package func remove(_ token: Int) {
        storage.withLock { $0.cancellations[token] = nil }
    }

    /// Cancels all of them, and those that come later; answers how many there were.
    package func close() -> Int {
        storage.withLock { $0.isClosed = true }
        return cancelAll()
    }

    /// Cancels all of them; answers how many there were.
    package func cancelAll() -> Int {
        let cancellations = storage.withLock { storage in
            defer { storage.cancellations = [:] }
            return Array(storage.cancellations.values)
        }
        for cancel in cancellations { cancel() }
        return cancellations.count
    }
}
