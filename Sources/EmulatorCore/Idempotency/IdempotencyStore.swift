import DequeModule
package import Domain
import Synchronization

/// An answer that a second call with the same key gets again, verbatim.
package struct StoredAnswer: Sendable {
    /// The status.
    package let status: Int
    /// The headers that the operation's answer had, without those of the moment.
    package let headers: [HeaderField]
    /// The bytes.
    package let body: [UInt8]
    /// The request id that the first call was given.
    package let requestID: String

    /// An answer to keep.
    package init(status: Int, headers: [HeaderField], body: [UInt8], requestID: String) {
        self.status = status
        self.headers = headers
        self.body = body
        self.requestID = requestID
    }
}

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
        let fingerprint: [UInt8]
        let createdAt: Timestamp
        var answer: StoredAnswer?
        var waiters: [@Sendable () -> Void] = []
    }

    private struct Storage {
        var records: [String: Record] = [:]
        var order: Deque<String> = []
    }

    private static let lifetimeInHours = 24
    private let storage = Mutex(Storage())

    /// No records.
    package init() {}

    /// Looks a key up and, if it is new, takes it.
    package func claim(_ key: String, fingerprint: [UInt8], at now: Timestamp) -> Claim {
        storage.withLock { storage in
            Self.forgetOld(in: &storage, at: now)
            guard let record = storage.records[key] else {
                storage.records[key] = Record(fingerprint: fingerprint, createdAt: now)
                storage.order.append(key)
                return .first
            }
            guard record.fingerprint == fingerprint else { return .mismatch }
            return record.answer.map(Claim.replay) ?? .running
        }
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
        let waiters = storage.withLock { storage in
            storage.records[key]?.answer = answer
            let waiters = storage.records[key]?.waiters ?? []
            storage.records[key]?.waiters = []
            return waiters
        }
        for waiter in waiters { waiter() }
    }

    /// Ends the first call without an answer that may be repeated: the key is free again.
    package func abandon(_ key: String) {
        let waiters = storage.withLock { storage in
            storage.records.removeValue(forKey: key)?.waiters ?? []
        }
        for waiter in waiters { waiter() }
    }

    private static func forgetOld(in storage: inout Storage, at now: Timestamp) {
        while let oldest = storage.order.first {
            if let record = storage.records[oldest] {
                guard record.createdAt.adding(hours: lifetimeInHours) <= now, record.answer != nil else { return }
                storage.records[oldest] = nil
            }
            storage.order.removeFirst()
        }
    }
}
