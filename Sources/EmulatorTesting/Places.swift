import Synchronization

/// Limits how many tests with a server or an emulator run at the same time.
///
/// Without a limit all tests of a run share the processor, and each takes as long as the whole run: so long that
/// timeouts of clients and receivers end although nothing is wrong.
package final class Places: Sendable {
    private typealias Waiter = CheckedContinuation<Bool, Never>

    private struct Storage {
        var free: Int
        var waiters: [(number: Int, waiter: Waiter)] = []
        var nextNumber = 0
    }

    /// The places of all tests in this process.
    package static let shared = Places(count: 8)
    /// Whether the current test has a place already.
    @TaskLocal private static var isTaken = false

    private let storage: Mutex<Storage>

    /// A limit of `count` tests.
    package init(count: Int) {
        storage = Mutex(Storage(free: count))
    }

    /// Waits for a free place and runs a body in it; a nested call uses the same place.
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
