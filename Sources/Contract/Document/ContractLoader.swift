package import Documents
import FoundationEssentials
import OrderedCollections

/// Reads contracts, and says what is wrong with them.
package enum ContractLoader {
    /// What becomes of a contract with errors.
    package enum Tolerance: Sendable {
        /// It is refused.
        case none
        /// It is loaded unless it is unusable as a whole; operations that reach an error carry it as their `defect`.
        case soundOperations
    }

    /// Reads a contract and the files beside it that it refers to, in YAML or JSON.
    ///
    /// `checkEverything` also checks the rules that no answer depends on, compiles every schema, and validates every
    /// example, which otherwise waits for first use.
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

    /// Reads a contract from memory; `files` answers for the files that it refers to.
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

    /// Takes a contract that has been read already.
    package static func load(
        document: SourceDocument,
        checkEverything: Bool = false,
        tolerance: Tolerance = .none
    ) throws(DiagnosticsError) -> Contract {
        let files = ContractFiles.besides(document.file)
        return try load(ContractChecker(document, files: files, checksEverything: checkEverything), tolerance)
    }

    /// Whether a document means to be a contract, be it of a version that is not supported or without a version.
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
