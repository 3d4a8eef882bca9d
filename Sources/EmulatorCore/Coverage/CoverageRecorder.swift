package import Domain
import Synchronization

/// Counts the answers, events and attempts of a sandbox, or the answers to requests without a sandbox.
///
/// All worlds of a sandbox share its recorder, so that a reset keeps the counts. The counts are in several parts, because
/// requests on two threads would often wait for each other at one lock.
package final class CoverageRecorder: Sendable {
    /// Some of the counts, with a lock of their own.
    private final class Part: Sendable {
        struct Storage {
            var record = RunRecord()
            /// The recorder that took over the counts, and takes all further ones.
            var successor: CoverageRecorder?
        }

        let storage = Mutex(Storage())
    }

    private static let answerParts = 8

    /// The parts for answers, then one for events and attempts.
    private let parts = (0...answerParts).map { _ in Part() }

    /// A recorder that has counted nothing.
    package init() {}

    /// The coverage that was counted until now.
    package var record: CoverageRecord { run.coverage }

    /// Everything that was counted until now.
    package var run: RunRecord {
        parts.reduce(into: RunRecord()) { sum, part in sum.add(part.storage.withLock { $0.record }) }
    }

    /// Counts the answer to a request that has ended; `seq` is its number in the journal.
    ///
    /// The answer is in no coverage if no response was sent, or if the response is an error of the emulator itself. If no
    /// operation matched the request, only its error code counts.
    package func count(_ outcome: JournalEntry.Outcome, seq: Int = 0) {
        let operation = outcome.operation
        guard let status = outcome.status, !outcome.isMockError else {
            guard let operation else { return }
            let reason: UncountedRequest.Reason = outcome.isMockError ? .emulatorError : .noResponse
            return change(seq % Self.answerParts) { $0.add(UncountedRequest(operation: operation, reason: reason)) }
        }
        guard operation != nil || outcome.error != nil else { return }
        let answer = CountedAnswer(operation: operation, status: status, code: outcome.error)
        let isInjected = outcome.injection != nil
        change(seq % Self.answerParts) { record in
            if isInjected { record.coverage.injected.add(answer) } else { record.coverage.seen.add(answer) }
        }
    }

    /// Counts a request that no operation matched; `seq` is its number in the journal.
    package func countUnmatched(method: String, path: String, seq: Int = 0) {
        change(seq % Self.answerParts) { $0.unmatched.add(method: method, path: path) }
    }

    /// Counts an attempt of a delivery that has ended, and the delivery if it counts as accepted by this attempt.
    func count(_ attempt: CountedAttempt, acceptsDelivery: Bool) {
        change(Self.answerParts) { $0.add(attempt, acceptsDelivery: acceptsDelivery) }
    }

    /// Counts events, as injected if a test triggered them without a change.
    package func count(_ events: some Sequence<DomainEvent>) {
        change(Self.answerParts) { record in
            for event in events {
                if case .triggered = event.kind {
                    record.coverage.injected.add(event: event.type)
                } else {
                    record.coverage.seen.add(event: event.type)
                }
            }
        }
    }

    /// Deletes the coverage and returns how many answers and events were counted.
    func clear() -> Int {
        parts.reduce(0) { sum, part in
            let deleted = part.storage.withLock { storage in
                defer { storage.record.coverage = CoverageRecord() }
                return storage.record.coverage
            }
            return sum + deleted.total
        }
    }

    /// Moves the counts to another recorder, which also takes all further ones, from requests that are still running.
    func handOver(to successor: CoverageRecorder) {
        for (index, part) in parts.enumerated() {
            let moved = part.storage.withLock { storage -> RunRecord? in
                guard storage.successor == nil else { return nil }
                storage.successor = successor
                defer { storage.record = RunRecord() }
                return storage.record
            }
            if let moved { successor.change(index) { $0.add(moved) } }
        }
    }

    private func change(_ index: Int, _ change: (inout RunRecord) -> Void) {
        let successor = parts[index].storage.withLock { storage -> CoverageRecorder? in
            if storage.successor == nil { change(&storage.record) }
            return storage.successor
        }
        successor?.change(index, change)
    }
}
