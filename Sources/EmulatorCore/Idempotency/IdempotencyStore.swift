import DequeModule
package import Domain
import Synchronization

private let lifetimeInHours = 24

/// The answers to calls with an `Idempotency-Key`, for 24 hours (contract: Idempotency).
package final class IdempotencyStore: Sendable {
    /// What a call with a key may do.
    package enum Claim: Sendable {
        /// It is the first; it must be finished or abandoned.
        case first
        /// It was done before.
        case replay(StoredAnswer)
        /// The key belongs to another request.
        case mismatch
        /// The first call with this key has not been answered yet.
        case running
    }

    private struct Record {
        let number: Int
        let fingerprint: [UInt8]
        let createdAt: Timestamp
        var answer: StoredAnswer?
        var waiters: [@Sendable () -> Void] = []

        /// Whether it can be forgotten; a call that is still running never can.
        func isOver(at now: Timestamp) -> Bool {
            answer != nil && createdAt.adding(hours: lifetimeInHours) <= now
        }
    }

    private struct Storage {
        var records: [String: Record] = [:]
        var nextNumber = 0
        /// The keys of the records that have no answer yet.
        var running: Set<String> = []
        /// The records that have an answer, in the order of their ends; some may be gone meanwhile.
        var answered: Deque<(key: String, number: Int)> = []
    }

    private let storage: Mutex<Storage>

    /// No records.
    package init() { storage = Mutex(Storage()) }

    /// The answers that another store has now; a call that is still running there never ends here, so its key is free.
    init(copying other: IdempotencyStore) {
        var copy = other.storage.withLock { $0 }
        for key in copy.running { copy.records[key] = nil }
        copy.running = []
        storage = Mutex(copy)
    }

    /// Looks a key up and, if it is new, takes it.
    package func claim(_ key: String, fingerprint: [UInt8], at now: Timestamp) -> Claim {
        storage.withLock { storage in
            Self.forgetOld(in: &storage, at: now)
            guard let record = storage.records[key], !record.isOver(at: now) else {
                storage.records[key] = Record(number: storage.nextNumber, fingerprint: fingerprint, createdAt: now)
                storage.nextNumber += 1
                storage.running.insert(key)
                return .first
            }
            guard record.fingerprint == fingerprint else { return .mismatch }
            return record.answer.map(Claim.replay) ?? .running
        }
    }

    /// Whether a call with that key has been made, so that a further one is not carried out.
    package func holds(_ key: String, at now: Timestamp) -> Bool {
        storage.withLock { $0.records[key]?.isOver(at: now) == false }
    }

    /// Calls `waiter` when the running call with that key has ended; false, and no call, if none is running.
    package func wait(for key: String, _ waiter: @escaping @Sendable () -> Void) -> Bool {
        storage.withLock { storage in
            guard let record = storage.records[key], record.answer == nil else { return false }
            storage.records[key]?.waiters.append(waiter)
            return true
        }
    }

    /// Ends the first call with its answer.
    package func finish(_ key: String, with answer: StoredAnswer) {
        let waiters = storage.withLock { storage -> [@Sendable () -> Void] in
            guard var record = storage.records[key], record.answer == nil else { return [] }
            let waiters = record.waiters
            record.answer = answer
            record.waiters = []
            storage.records[key] = record
            storage.running.remove(key)
            storage.answered.append((key, record.number))
            return waiters
        }
        for waiter in waiters { waiter() }
    }

    /// Ends the first call without an answer that may be repeated: the key is free again.
    package func abandon(_ key: String) {
        let waiters = storage.withLock { storage in
            storage.running.remove(key)
            return storage.records.removeValue(forKey: key)?.waiters ?? []
        }
        for waiter in waiters { waiter() }
    }

    /// Frees what has outlived its time; that `claim` looks at the age itself makes it a matter of memory alone.
    private static func forgetOld(in storage: inout Storage, at now: Timestamp) {
        while let oldest = storage.answered.first {
            if let record = storage.records[oldest.key], record.number == oldest.number {
                guard record.isOver(at: now) else { return }
                storage.records[oldest.key] = nil
            }
            storage.answered.removeFirst()
        }
    }
}
