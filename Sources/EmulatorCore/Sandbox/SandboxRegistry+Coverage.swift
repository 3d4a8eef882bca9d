import Synchronization

extension SandboxRegistry {
    /// What was counted in a sandbox; if nil, in all of them, in those that no longer exist, and without a sandbox.
    package func coverage(of sandbox: Sandbox?) -> CoverageRecord {
        if let sandbox { return sandbox.coverage.record }
        return runRecord.coverage
    }

    /// What was counted in all sandboxes, in those that no longer exist, and without a sandbox.
    package var runRecord: RunRecord {
        // Read under one lock, so that the counts of a sandbox that is removed meanwhile are read once.
        let records = storage.withLock { storage in
            storage.byID.values.map(\.coverage.run) + [otherCoverage.run]
        }
        return records.reduce(into: RunRecord()) { sum, record in sum.add(record) }
    }

    /// Whether a control request has deleted counts of the coverage, so that it may be higher than the present counts.
    package var hasLostCoverage: Bool { storage.withLock { $0.hasLostCoverage } }

    /// Deletes the counts of a sandbox, or all counts if nil; returns how many answers and events were counted.
    package func clearCoverage(of sandbox: Sandbox?) -> Int {
        storage.withLock { storage in
            let recorders = sandbox.map { [$0.coverage] } ?? storage.byID.values.map(\.coverage) + [otherCoverage]
            let deleted = recorders.reduce(0) { sum, recorder in sum + recorder.clear() }
            if deleted > 0 { storage.hasLostCoverage = true }
            return deleted
        }
    }
}
