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
        guard let bytes = FileManager.default.contents(atPath: file) else {
            throw DiagnosticsError(diagnostics: [Diagnostic("the file cannot be read", at: SourceLocation(file: file))])
        }
        var scenario = try read(try SourceDocument(Array(bytes), file: file))
        scenario.baseline.text = String(validating: bytes, as: UTF8.self)
        return scenario
    }

    /// Reads a document: replaces its variables, validates it against the schema, then reads the baseline.
    package func read(_ document: SourceDocument) throws(DiagnosticsError) -> Scenario {
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
        try reader.findings.throwAll(in: document)
        return Scenario(
            name: name,
            description: json["description"]?.string,
            file: document.file,
            furtherFiles: [authorities?.file].compactMap(\.self),
            baseline: baseline,
            stepCount: json["steps"]?.array?.count ?? 0
        )
    }

    // MARK: Shape

    private func checkShape(of json: JSONValue, _ findings: inout Findings) {
        let unset = findings
        for violation in schema.violations(of: json) where !unset.covers(violation.pointer) {
            let place = violation.pointer
            guard violation.keyword != "false" else {
                let key = place.tokens.last ?? ""
                let keys = schema.keys(at: JSONPointer(Array(place.tokens.dropLast())))
                let hint = key.suggestion(among: keys)
                findings.addShape("unknown key `\(key)`", at: place, isAtKey: true, hint: hint)
                continue
            }
            let subject = place.label.map { "`\($0)`" } ?? "a scenario"
            let isDuration = violation.keyword == "pattern" && schema.wantsDuration(at: place)
            let message = isDuration ? ReadingError.noDuration(at: "").message : violation.message
            findings.addShape("\(subject) \(message)", at: place, hint: hint(for: violation, json[place]))
        }
    }

    private func hint(for violation: ContractViolation, _ value: JSONValue?) -> String? {
        switch value {
        case .string(let word)?: return word.suggestion(among: schema.words(at: violation.pointer))
        case .integer?, .number?, .bool?:
            return violation.message.hasPrefix("must be a string") ? "put it in quotes" : nil
        case .null?, .array?, .object?, nil: return nil
        }
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
