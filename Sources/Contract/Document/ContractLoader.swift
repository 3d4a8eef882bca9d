package import Documents
import FoundationEssentials
import OrderedCollections

/// Loads contracts and reports their mistakes.
package enum ContractLoader {
    /// How a contract with errors is handled.
    package enum Tolerance: Sendable {
        /// The contract is refused.
        case none
        /// The contract is loaded if it is usable at all; an operation with an error has it as its `defect`.
        case soundOperations
    }

    /// Loads a contract, in YAML or JSON, and the files that it refers to.
    ///
    /// `checkEverything` also checks rules that do not affect requests and responses, compiles all schemas and
    /// validates all examples; otherwise a schema is compiled on first use.
    package static func load(
        file: String,
        checkEverything: Bool = false,
        tolerance: Tolerance = .none
    ) throws(DiagnosticsError) -> Contract {
        guard let bytes = FileManager.default.contents(atPath: file) else {
            throw DiagnosticsError(diagnostics: [Diagnostic("the file cannot be read", at: SourceLocation(file: file))])
        }
        let source = try SourceDocument(Array(bytes), file: file)
        return try load(document: source, checkEverything: checkEverything, tolerance: tolerance)
    }

    /// Loads a contract from memory; `files` returns the text of each file that it refers to.
    package static func load(
        text: String,
        name: String = "openapi.yaml",
        checkEverything: Bool = false,
        tolerance: Tolerance = .none,
        files: @escaping (String) -> String? = { _ in nil }
    ) throws(DiagnosticsError) -> Contract {
        let checker = ContractChecker(
            try SourceDocument(text, file: name),
            files: .inMemory(files),
            checksEverything: checkEverything
        )
        return try load(checker, tolerance)
    }

    /// Loads a contract that has been parsed already.
    package static func load(
        document: SourceDocument,
        checkEverything: Bool = false,
        tolerance: Tolerance = .none
    ) throws(DiagnosticsError) -> Contract {
        let files = ContractFiles.besides(document.file)
        return try load(ContractChecker(document, files: files, checksEverything: checkEverything), tolerance)
    }

    /// Whether a document is meant as a contract: it has `openapi`, `swagger` or `paths`, supported or not.
    package static func isContract(_ document: JSONValue) -> Bool {
        (document.object ?? [:]).keys.contains { ["openapi", "swagger", "paths"].contains($0.lowercased()) }
    }

    private static func load(
        _ unchecked: ContractChecker,
        _ tolerance: Tolerance
    ) throws(DiagnosticsError) -> Contract {
        var checker = unchecked
        checker.checkDocument()
        guard !checker.isUnusable else { throw DiagnosticsError(diagnostics: checker.diagnostics()) }
        let library = SchemaLibrary(checker.index)
        let defects = Defects(of: &checker)
        if checker.checksEverything { checker.checkExamples(library, besides: defects) }
        if checker.checksEverything {
            let findings = Contract.Findings(diagnostics: [], defects: defects)
            let contract = Contract(document: checker.root, checker: checker, library: library, findings: findings)
            checker.checkLimits(of: contract.operations, library)
        }
        let diagnostics = checker.diagnostics()
        if tolerance == .none, diagnostics.contains(where: { $0.severity == .error }) {
            throw DiagnosticsError(diagnostics: diagnostics)
        }
        let findings = Contract.Findings(diagnostics: diagnostics, defects: defects)
        return Contract(document: checker.root, checker: checker, library: library, findings: findings)
    }
}
