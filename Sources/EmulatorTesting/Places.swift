import Synchronization

/// A bounded number of places for tests that serve, so that those which have begun get on, however many there are.
///
/// Without it all tests of a run are under way at once, and each takes as long as the run: long enough for a client's
/// timeout or a receiver's to end while nothing is wrong.
package final class Places: Sendable {
    private typealias Waiter = CheckedContinuation<Bool, Never>

    private struct Storage {
        var free: Int
        var waiters: [(number: Int, waiter: Waiter)] = []
        var nextNumber = 0
    }

    /// The places of this process.
    package static let shared = Places(count: 8)
    /// Whether the running test has a place already.
    @TaskLocal private static var isTaken = false

    private let storage: Mutex<Storage>

    /// That many places, all free.
    package init(count: Int) {
        storage = Mutex(Storage(free: count))
    }

    /// Runs a body once there is a place for it; what it starts shares the place.
    package func take<Result>(_ body: () async throws -> Result) async throws -> Result {
        if Self.isTaken { return try await body() }
        guard await wait() else { throw TestFailure("no place came free before the test was cancelled") }
        defer { leave() }
        return try await Self.$isTaken.withValue(true) { try await body() }
    }

    private func wait() async -> Bool {
        let number = storage.withLock { storage in
            storage.nextNumber += 1
            return storage.nextNumber
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = storage.withLock { storage -> Bool? in
                    if Task.isCancelled { return false }
                    if storage.free > 0 {
                        storage.free -= 1
                        return true
                    }
                    storage.waiters.append((number, continuation))
                    return nil
                }
                if let isOver { continuation.resume(returning: isOver) }
            }
        } onCancel: {
            let waiter = storage.withLock { storage in
                storage.waiters.firstIndex { $0.number == number }.map { storage.waiters.remove(at: $0).waiter }
            }
            waiter?.resume(returning: false)
        }
    }

    private func leave() {
        let next = storage.withLock { storage -> Waiter? in
            guard storage.waiters.isEmpty else { return storage.waiters.removeFirst().waiter }
            storage.free += 1
            return nil
        }
        next?.resume(returning: true)
    }
}
