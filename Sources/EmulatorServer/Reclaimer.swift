import Dispatch
import EmulatorCore
import ServiceLifecycle
import Synchronization

/// Frees what has ended, such as the world before a reset, on a thread of its own, and gives its memory back.
///
/// Whoever drops the last reference to an object frees it. So the reclaimer keeps each one until nobody else refers to
/// it: otherwise a request that still holds an old world would free it, which takes long if the world is large.
final class Reclaimer: Service {
    private struct Storage {
        /// The objects by identity, as one may be discarded twice.
        var discarded: [ObjectIdentifier: any Discarded] = [:]
        /// Whether the thread will look at the discarded objects.
        var isScheduled = false
        /// How often objects were freed.
        var freeings = 0
        /// Whether so much was freed since memory was last given back that it is worth doing again.
        var owesMemory = false
    }

    private static let pause = DispatchTimeInterval.milliseconds(50)
    /// Freeing that takes longer has freed so much memory that it is worth giving back.
    private static let longFreeing = Duration.milliseconds(5)
    /// How long nothing must be freed before memory is given back, as other threads may have to wait meanwhile.
    private static let quietTime = DispatchTimeInterval.seconds(1)

    private let thread = DispatchQueue(label: "reclaimer")
    private let storage = Mutex(Storage())

    /// Takes an object that all others will soon have dropped.
    func discard(_ object: any Discarded) {
        let mustSchedule = storage.withLock { storage in
            storage.discarded[ObjectIdentifier(object)] = object
            defer { storage.isScheduled = true }
            return !storage.isScheduled
        }
        if mustSchedule { schedule() }
    }

    /// Waits for the end of the server; what is not free by then is left to the end of the process.
    func run() async throws { try? await gracefulShutdown() }

    private func schedule() {
        thread.asyncAfter(deadline: .now() + Self.pause) { self.reclaim() }
    }

    private func reclaim() {
        var objects = storage.withLock { storage in
            defer { storage.discarded = [:] }
            return Array(storage.discarded.values)
        }
        let count = objects.count
        let start = ContinuousClock.now
        var index = 0
        while index < objects.count {
            if isKnownUniquelyReferenced(&objects[index]) {
                objects.swapAt(index, objects.count - 1)
                objects.removeLast()
            } else {
                index += 1
            }
        }
        if objects.count < count { planGivingBack(after: ContinuousClock.now - start) }
        let isDone = storage.withLock { [objects] storage in
            for object in objects { storage.discarded[ObjectIdentifier(object)] = object }
            storage.isScheduled = !storage.discarded.isEmpty
            return !storage.isScheduled
        }
        if !isDone { schedule() }
    }

    /// Plans to give memory back once nothing more is freed for a while, if it is worth it after a freeing that took so long.
    private func planGivingBack(after freeing: Duration) {
        let number = storage.withLock { storage -> Int? in
            storage.freeings += 1
            if freeing > Self.longFreeing { storage.owesMemory = true }
            return storage.owesMemory ? storage.freeings : nil
        }
        guard let number else { return }
        thread.asyncAfter(deadline: .now() + Self.quietTime) {
            let isQuiet = self.storage.withLock { storage in
                guard storage.freeings == number else { return false }
                storage.owesMemory = false
                return true
            }
            if isQuiet { FreeMemory.giveBack() }
        }
    }
}
