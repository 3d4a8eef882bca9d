import Contract
import EmulatorCore
import EmulatorServer

/// What the emulator has counted during a run.
struct RunEvidence: Sendable {
    let record: RunRecord
    let coverage: Coverage
    /// Whether a control request has deleted counts of the coverage.
    let hasLostCoverage: Bool
    let faults: [FaultTally]
    /// Finds the operations that unmatched requests were probably meant for.
    let nearMiss: NearMiss

    /// The evidence of a record, compared with a contract.
    init(_ record: RunRecord, hasLostCoverage: Bool, faults: [FaultTally], of contract: Contract) {
        self.record = record
        self.hasLostCoverage = hasLostCoverage
        self.faults = faults
        coverage = Coverage(record.coverage, of: contract)
        nearMiss = NearMiss(contract)
    }

    /// The evidence of all sandboxes of an emulator until now.
    init(_ registry: SandboxRegistry, of contract: Contract) {
        self.init(
            registry.runRecord,
            hasLostCoverage: registry.hasLostCoverage,
            faults: registry.faultTallies.all,
            of: contract
        )
    }

    /// The attempts of an event, by their answers; those that a fault rule has changed apart from the others.
    func attempts(of event: String, injected: Bool) -> [CountedAttempt.Answer: Int] {
        record.attempts.reduce(into: [:]) { answers, entry in
            guard entry.key.event == event, entry.key.isInjected == injected else { return }
            answers[entry.key.answer, default: 0] += entry.value
        }
    }

    /// The number of deliveries of an event that a receiver has accepted, each once with its replays.
    func acceptedDeliveries(of event: String) -> Int { record.acceptedDeliveries[event] ?? 0 }

    /// The unmatched requests, the most frequent first.
    var unmatched: [(line: UnmatchedCounts.Line, count: Int)] {
        record.unmatched.lines.map { (line: $0.key, count: $0.value) }.sorted { left, right in
            (right.count, left.line.path, left.line.method) < (left.count, right.line.path, right.line.method)
        }
    }
}
