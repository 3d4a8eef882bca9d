import Synchronization

extension SandboxRegistry {
    /// What was counted in a sandbox; if nil, in all of them, in those that no longer exist, and without a sandbox.
    package func coverage(of sandbox: Sandbox?) -> CoverageRecord {
        if let sandbox { return sandbox.coverage.record }
        // Read under one lock, so that the counts of a sandbox that is removed meanwhile are read once.
        let records = storage.withLock { storage in
            storage.byID.values.map(\.coverage.record) + [otherCoverage.record]
        }
        return records.reduce(into: CoverageRecord()) { sum, record in sum.add(record) }
    }

    /// Deletes the counts of a sandbox, or all counts if nil; returns how many answers and events were counted.
    package func clearCoverage(of sandbox: Sandbox?) -> Int {
        if let sandbox { return sandbox.coverage.clear() }
        return storage.withLock { storage in
            storage.byID.values.reduce(otherCoverage.clear()) { sum, sandbox in sum + sandbox.coverage.clear() }
        }
    }
}
