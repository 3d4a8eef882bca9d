package import Contract
package import Documents
import EmulatorCore
import FoundationEssentials

/// Reads scenario files and reports all mistakes in a file that cannot be used.
package struct ScenarioReader: Sendable {
    /// The contract that the objects of a scenario are validated against.
    package let contract: Contract
    /// The errors that fault rules may name.
    package let catalog: ErrorCatalog
    /// The JSON Schema of the files.
    package let schema: ScenarioSchema
    /// The operations that fault rules may name in addition to those of the contract.
    package var operations: [String] = []
    /// The environment variables that replace `${env.NAME}`.
    package var environment: [String: String] = [:]
    /// Whether a text contains certificates in PEM form.
    package var holdsCertificates: @Sendable (String) -> Bool = { $0.contains("-----BEGIN CERTIFICATE-----") }
    private let randomSeed: @Sendable () -> UInt64

    /// A reader that asks `randomSeed` for the seed of each scenario that has none.
    package init(
        contract: Contract,
        catalog: ErrorCatalog,
        schema: ScenarioSchema,
        randomSeed: @escaping @Sendable () -> UInt64
    ) {
        self.contract = contract
        self.catalog = catalog
        self.schema = schema
        self.randomSeed = randomSeed
    }

    /// Reads a file from disk.
    package func read(file: String) throws(DiagnosticsError) -> Scenario {
        try withoutMistakes(try readBaseline(file: file))
    }

    /// Reads a document: replaces its variables, validates it against the schema, then reads the baseline and the steps.
    package func read(_ document: SourceDocument) throws(DiagnosticsError) -> Scenario {
        try withoutMistakes(try readBaseline(document))
    }

    /// Reads a file from disk as ``readBaseline(_:)`` does.
    func readBaseline(file: String) throws(DiagnosticsError) -> Scenario {
        guard let bytes = FileManager.default.contents(atPath: file) else {
            throw DiagnosticsError(diagnostics: [Diagnostic("the file cannot be read", at: SourceLocation(file: file))])
        }
        return try readBaseline(Array(bytes), file: file)
    }

    /// Reads the bytes of a file as ``readBaseline(_:)`` does.
    func readBaseline(_ bytes: [UInt8], file: String) throws(DiagnosticsError) -> Scenario {
        var scenario = try readBaseline(try SourceDocument(bytes, file: file))
        scenario.baseline.text = String(validating: bytes, as: UTF8.self)
        return scenario
    }

    /// Reads a document whose baseline must have no mistakes; those of its contract test are members of the result.
    ///
    /// The operations of the steps may be missing in the contract of a server, which does not run them.
    func readBaseline(_ document: SourceDocument) throws(DiagnosticsError) -> Scenario {
        var interpolation = Interpolation(environment: environment, schema: schema)
        let json = interpolation.interpolated(document.value)
        var findings = interpolation.findings
        checkShape(of: json, &findings)
        let name = json["name"]?.string ?? document.file.stem
        var reader = BaselineReader(json: json, contract: contract, findings: findings)
        let faults = FaultRuleReader(contract: contract, catalog: catalog, others: operations)
        var baseline = reader.baseline(named: name, faults: faults, randomSeed: randomSeed())
        baseline.file = document.file
        let authorities = authorities(named: json, beside: document.file, &reader.findings)
        baseline.trustedCertificates = authorities?.text
        var steps = StepReader(json, of: self, faults: faults, findings: reader.findings)
        let readSteps = steps.steps(in: document)
        let diagnostics = steps.findings.diagnostics(in: document)
        guard steps.findings.areOnlyOfTest else { throw DiagnosticsError(diagnostics: diagnostics) }
        return Scenario(
            name: name,
            document: document,
            json: json,
            furtherFiles: [authorities?.file].compactMap(\.self),
            baseline: baseline,
            steps: readSteps,
            testMistakes: diagnostics
        )
    }

    private func withoutMistakes(_ scenario: Scenario) throws(DiagnosticsError) -> Scenario {
        guard scenario.testMistakes.isEmpty else { throw DiagnosticsError(diagnostics: scenario.testMistakes) }
        return scenario
    }
}

extension String {
    /// The name of a file without folders and without its suffix.
    var stem: String {
        let name = split(separator: "/").last ?? self[...]
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return String(name) }
        return String(name[..<dot])
    }
}
