import EmulatorCore
import HTTPServing

extension ContractPipeline {
    /// The same pipeline in the copies of a dry run; it waits for nothing and writes no line to the log.
    func inDryRun(_ run: DryRun) -> ContractPipeline {
        ContractPipeline(
            contract: contract,
            catalog: catalog,
            clock: run.clock,
            admission: admission.inDryRun(run),
            table: table,
            origin: origin,
            unmatched: UnmatchedRequests(dryRunOf: unmatched),
            mcp: mcp,
            unmatchedFaults: run.registry.unmatchedFaults,
            log: RequestLog(format: nil) { _ in },
            isStrict: isStrict,
            countsCoverage: false,
            isDryRun: true
        )
    }
}
