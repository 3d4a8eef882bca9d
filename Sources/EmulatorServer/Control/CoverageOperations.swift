import Contract
import Documents
import EmulatorCore
import HTTPServing
import NIOHTTP1

/// The operations on the coverage: what was exercised of the contract.
struct CoverageOperations: Sendable {
    let registry: SandboxRegistry
    let contract: Contract
    let hints: CoverageHints

    var table: [String: ControlHandler] {
        ["getCoverage": .now(get), "clearCoverage": .now(clear)]
    }

    @Sendable private func get(_ call: ControlCall) -> Answer {
        let coverage = Coverage(registry.coverage(of: call.scope.sandbox), of: contract)
        switch format(of: call) {
        case .json:
            let showsGaps = call.query["gaps"]?.bool ?? false
            return .control { writer in coverage.write(to: &writer, hints: showsGaps ? hints : nil) }
        case .html:
            let scope = call.scope.sandbox.map { "Sandbox \($0.id)" } ?? "All sandboxes"
            let page = CoveragePage(coverage: coverage, hints: hints, scope: scope)
            return PageAnswer.lonePage(page.document.bytes)
        case .junit:
            let document = CoverageJUnit(coverage: coverage, hints: hints).document
            return Answer(body: document.bytes, contentType: "application/xml")
        }
    }

    /// The form that the query names, else the one that the client prefers.
    private func format(of call: ControlCall) -> CoverageFormat {
        call.query["format"]?.string.flatMap(CoverageFormat.init)
            ?? CoverageFormat(accept: call.request.head.headers.combined("Accept"))
    }

    @Sendable private func clear(_ call: ControlCall) -> Answer {
        let deleted = registry.clearCoverage(of: call.scope.sandbox)
        return .control { $0.member("deleted", deleted) }
    }
}
