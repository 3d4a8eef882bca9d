import Contract
import Documents
import EmulatorServer
import FoundationEssentials
import OrderedCollections
import Scenarios

/// Checks files one by one and collects the mistakes.
struct CheckReport {
    /// The mistakes in contracts.
    private(set) var ofContracts: [Diagnostic] = []
    /// The mistakes in scenarios.
    private(set) var ofScenarios: [Diagnostic] = []
    private let contractFile: String?
    /// Whether the table of evidence is written instead of checked.
    private let writesEvidence: Bool
    /// Made for the first scenario, as it needs a contract that can be served.
    private var reader: ScenarioReader?

    init(contractFile: String?, writesEvidence: Bool = false) {
        self.contractFile = contractFile
        self.writesEvidence = writesEvidence
    }

    /// Checks a file; prints a line if it has no mistakes, and collects them if it does.
    mutating func check(_ file: String) throws(CommandError) {
        let document: SourceDocument
        do throws(DiagnosticsError) {
            let bytes = FileManager.default.contents(atPath: file).map { Array($0) } ?? []
            document = try SourceDocument(bytes, file: file)
        } catch {
            return ofScenarios += error.diagnostics
        }
        if ContractLoader.isContract(document.value) { try checkContract(file) } else { try check(document) }
    }

    private mutating func checkContract(_ file: String) throws(CommandError) {
        let contract: Contract
        do throws(DiagnosticsError) {
            contract = try ContractLoader.load(file: file, checkEverything: true)
        } catch {
            return ofContracts += error.diagnostics
        }
        let page = EvidencePage(contract, in: file)
        if writesEvidence {
            if let file = try page.write() { try StandardStream.output.write(line: "\(file): written") }
        }
        let findings = page.findings
        guard findings.isEmpty else { return ofContracts += findings }
        for warning in contract.diagnostics { StandardStream.error.say("\(warning)\n") }
        try StandardStream.output.write(line: "\(file): ok, \(contract.operations.count) operations")
    }

    private mutating func check(_ document: SourceDocument) throws(CommandError) {
        let reader: ScenarioReader
        if let known = self.reader { reader = known } else { reader = try makeReader() }
        self.reader = reader
        let name: String
        do throws(DiagnosticsError) {
            name = try reader.read(document).name
        } catch {
            return ofScenarios += error.diagnostics
        }
        try StandardStream.output.write(line: "\(document.file): ok, scenario \(name)")
    }

    private func makeReader() throws(CommandError) -> ScenarioReader {
        var configuration = ServerConfiguration()
        configuration.environment = ProcessInfo.processInfo.environment
        let cache = ContractCache(environment: configuration.environment)
        let contract = try LoadedContract.serving(contractFile, cache: cache)
        return ScenarioSource(configuration, contract, cache: cache).library.reader
    }
}
