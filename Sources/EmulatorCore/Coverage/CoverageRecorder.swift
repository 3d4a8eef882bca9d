package import Domain
import Synchronization

/// Counts the answers, events and attempts of a sandbox, or the answers to requests without a sandbox.
///
/// All worlds of a sandbox share its recorder, so that a reset keeps the counts. The counts are in several parts, because
/// requests on two threads would often wait for each other at one lock.
package final class CoverageRecorder: Sendable {
    /// Some of the counts.
    private struct Part: Sendable {
        var record = RunRecord()
        /// The recorder that took over the counts, and takes all further ones.
        var successor: CoverageRecorder?
    }

    private static let answerParts = 8

    /// The parts for answers, then one for events and attempts, with a lock each.
    ///
    /// A part that has counted nothing is an empty array: a sandbox that is hardly used needs few of them.
    private let parts = InlineArray<9, Mutex<[Part]>> { _ in Mutex([]) }

    /// A recorder that has counted nothing.
    package init() {}

    /// The coverage that was counted until now.
    package var record: CoverageRecord { run.coverage }

    /// Everything that was counted until now.
    package var run: RunRecord {
        var sum = RunRecord()
        for index in parts.indices {
            if let record = parts[index].withLock({ $0.first?.record }) { sum.add(record) }
        }
        return sum
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
        var count = 0
        for index in parts.indices {
            let deleted = parts[index].withLock { part -> CoverageRecord? in
                guard !part.isEmpty else { return nil }
                defer { part[0].record.coverage = CoverageRecord() }
                return part[0].record.coverage
            }
            count += deleted?.total ?? 0
        }
        return count
    }

    /// Moves the counts to another recorder, which also takes all further ones, from requests that are still running.
    func handOver(to successor: CoverageRecorder) {
        for index in parts.indices {
            let moved = withPart(index) { part -> RunRecord? in
                guard part.successor == nil else { return nil }
                part.successor = successor
                defer { part.record = RunRecord() }
                return part.record
            }
            if let moved { successor.change(index) { $0.add(moved) } }
        }
    }

    private func withPart<Result: Sendable>(_ index: Int, _ body: (inout Part) -> Result) -> Result {
        parts[index].withLock { part in
            if part.isEmpty { part = [Part()] }
            return body(&part[0])
        }
    }

    private func change(_ index: Int, _ change: (inout RunRecord) -> Void) {
        let successor = withPart(index) { part -> CoverageRecorder? in
            if part.successor == nil { change(&part.record) }
            return part.successor
        }
        successor?.change(index, change)
    }
}
