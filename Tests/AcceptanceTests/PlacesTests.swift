import EmulatorTesting
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(15)))
struct PlacesTests {
    @Test func `Places runs all bodies, but never more at once than it has places`() async throws {
        let places = Places(count: 3)
        let bodies = BodyCount()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 1...50 {
                group.addTask {
                    try await places.take {
                        bodies.begin()
                        await Task.yield()
                        bodies.end()
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(bodies.most <= 3)
        #expect(bodies.total == 50)
    }

    @Test func `a body that has a place and takes one again keeps the same place`() async throws {
        let places = Places(count: 1)
        let isReached = try await places.take { try await places.take { true } }
        #expect(isReached)
    }

    @Test func `a body that throws frees its place`() async throws {
        let places = Places(count: 1)
        for _ in 1...3 {
            await #expect(throws: TestFailure.self) { try await places.take { throw TestFailure("on purpose") } }
        }
    }

    @Test func `a cancelled wait for a place throws, and the place stays usable`() async throws {
        let places = Places(count: 1)
        try await places.take {
            let waiting = Task.detached { try await places.take {} }
            waiting.cancel()
            await #expect(throws: TestFailure.self) { try await waiting.value }
        }
        try await places.take {}
    }
}

/// How many bodies run, and how many ran at most at once.
private final class BodyCount: Sendable {
    private struct Storage {
        var now = 0
        var most = 0
        var total = 0
    }

    private let storage = Mutex(Storage())

    var most: Int { storage.withLock { $0.most } }
    var total: Int { storage.withLock { $0.total } }

    func begin() {
        storage.withLock { storage in
            storage.now += 1
            storage.total += 1
            storage.most = max(storage.most, storage.now)
        }
    }

    func end() {
        storage.withLock { $0.now -= 1 }
    }
}
