package import Domain
import HashTreeCollections
import Synchronization

private let lifetimeInHours = 24

/// Stores the responses to requests with an `Idempotency-Key` for 24 hours (contract: Idempotency).
package final class IdempotencyStore: Sendable {
    /// What happens to a request with a key.
    package enum Claim: Sendable {
        /// It is the first with this key; the caller must `finish` or `abandon` it.
        case first
        /// The same request has a response already, which is sent again.
        case replay(StoredAnswer)
        /// The key was used for a different request.
        case mismatch
        /// The first request with this key has no response yet.
        case running
    }

    private struct Record {
        let number: Int
        let fingerprint: [UInt8]
        let createdAt: Timestamp
        var answer: StoredAnswer?
        var waiters: [@Sendable () -> Void] = []

        /// Whether the record has expired; one of a request that is still running never expires.
        func isOver(at now: Timestamp) -> Bool {
            answer != nil && createdAt.adding(hours: lifetimeInHours) <= now
        }
    }

    private struct Storage {
        var records: TreeDictionary<String, Record> = [:]
        var nextNumber = 0
        /// The keys of the records that have no response yet.
        var running: Set<String> = []
        /// The records that have a response, in the order of the responses; some may have been replaced since.
        var answered = ChunkedQueue<(key: String, number: Int)>()
    }

    private let storage: Mutex<Storage>

    /// No records.
    package init() { storage = Mutex(Storage()) }

    /// Copies the responses of another store.
    ///
    /// The key of a request that is still running there is free here, as the request never ends here.
    init(copying other: IdempotencyStore) {
        var copy = other.storage.withLock { $0 }
        for key in copy.running { copy.records[key] = nil }
        copy.running = []
        storage = Mutex(copy)
    }

    /// Copies another store for a dry run: a key that is in use there is in use here, too, but nobody waits for it.
    init(dryRunOf other: IdempotencyStore) {
        var copy = other.storage.withLock { $0 }
        for key in copy.running { copy.records[key]?.waiters = [] }
        storage = Mutex(copy)
    }

    /// Decides what happens to a request with a key, and reserves the key if it is new or expired.
    ///
    /// The `fingerprint` tells whether a later request with the key is the same request.
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

    /// Whether a request with that key has been made, so that another one would not be carried out.
    package func holds(_ key: String, at now: Timestamp) -> Bool {
        storage.withLock { $0.records[key]?.isOver(at: now) == false }
    }

    /// Calls `waiter` when the running request with that key has ended; returns false, without a call, if none runs.
    package func wait(for key: String, _ waiter: @escaping @Sendable () -> Void) -> Bool {
        storage.withLock { storage in
            guard let record = storage.records[key], record.answer == nil else { return false }
            storage.records[key]?.waiters.append(waiter)
            return true
        }
    }

    /// Stores the response to the first request with a key, and calls those who wait for it.
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

    /// Frees the key of the first request without a response to replay, and calls those who wait for it.
    package func abandon(_ key: String) {
        let waiters = storage.withLock { storage in
            storage.running.remove(key)
            return storage.records.removeValue(forKey: key)?.waiters ?? []
        }
        for waiter in waiters { waiter() }
    }

    /// Removes expired records to free memory; `claim` checks the age of a record itself.
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
