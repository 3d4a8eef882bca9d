package import Contract
import Crypto
package import Documents
import FoundationEssentials

/// A contract with its bytes and the catalogue of the errors that the handlers return.
package struct LoadedContract: Sendable {
    /// The parsed contract.
    package let contract: Contract
    /// The bytes of the file, as read.
    package let source: [UInt8]
    /// The SHA-256 of the file in lower-case hexadecimal digits.
    package let digest: String
    /// The status, type and message of every error code.
    package let catalog: ErrorCatalog

    /// Whether this is our version of the vendor's contract, which is the one with an error catalogue.
    package var isOwn: Bool { !contract.errorCatalog.isEmpty }

    /// The parts of the contract that the server does not follow, one sentence each.
    var warnings: [String] {
        let findings = contract.diagnostics.map { "\($0.location): \($0.message)" }
        let broken = contract.operations.filter { $0.defect != nil }.map {
            "\($0.id) is answered with 500 broken_contract until that is mended"
        }
        let used = Set(contract.operations.flatMap(\.security.schemes))
        let certificates = contract.securitySchemes.filter { $0.place == .mutualTLS && used.contains($0) }.map {
            "\($0.name): client certificates are not asked for, so every request passes this scheme"
        }
        return findings + broken + certificates
    }

    /// Reads a contract; one without an error catalogue uses that of `shipped`.
    ///
    /// It throws if the contract has mistakes that `tolerance` does not allow, or if the catalogue lacks a code.
    package init(
        file: String,
        cache: ContractCache? = nil,
        tolerance: ContractLoader.Tolerance = .soundOperations,
        shipped: () throws(DiagnosticsError) -> ErrorCatalog? = { () throws(DiagnosticsError) in nil }
    ) throws(DiagnosticsError) {
        try self.init(try ContractText(file: file), cache: cache, tolerance: tolerance, shipped: shipped)
    }

    /// Reads a contract as the initializer for files does.
    package init(
        _ text: ContractText,
        cache: ContractCache? = nil,
        tolerance: ContractLoader.Tolerance = .soundOperations,
        shipped: () throws(DiagnosticsError) -> ErrorCatalog?
    ) throws(DiagnosticsError) {
        source = text.bytes
        digest = SHA256.hash(data: source).hexadecimal
        contract = try Self.load(text, digest: digest, cache: cache, tolerance)
        let own = contract.errorCatalog
        catalog = own.isEmpty ? try shipped() ?? own : own
        let missing = ErrorCode.answered.filter { catalog[$0] == nil }
        guard missing.isEmpty else {
            throw DiagnosticsError(diagnostics: [Self.incomplete(catalog, missing, text.file)])
        }
    }

    /// Loads the copy in the cache if it is valid, else the text, because only the text has the lines of mistakes.
    private static func load(
        _ text: ContractText,
        digest: String,
        cache: ContractCache?,
        _ tolerance: ContractLoader.Tolerance
    ) throws(DiagnosticsError) -> Contract {
        if let copy = cache?.copy(.contract, of: digest), let document = try? SourceDocument(copy, file: text.file),
            let contract = try? ContractLoader.load(document: document)
        {
            return contract
        }
        let document = try SourceDocument(text.bytes, file: text.file)
        let contract = try ContractLoader.load(document: document, tolerance: tolerance)
        if contract.diagnostics.isEmpty { cache?.store(contract.document, as: .contract, digest: digest) }
        return contract
    }

    /// Reads only the error catalogue of a contract, without checking the contract.
    package static func catalog(
        of text: ContractText,
        cache: ContractCache?
    ) throws(DiagnosticsError) -> ErrorCatalog {
        let digest = SHA256.hash(data: text.bytes).hexadecimal
        if let copy = cache?.copy(.contract, of: digest), let document = try? JSONValue(parsing: copy) {
            return ErrorCatalog(of: document)
        }
        let document = try SourceDocument(text.bytes, file: text.file).value
        cache?.store(document, as: .contract, digest: digest)
        return ErrorCatalog(of: document)
    }

    /// The diagnostic for a catalogue that lacks codes, or for one that is empty because no shipped contract was found.
    private static func incomplete(_ catalog: ErrorCatalog, _ missing: [String], _ file: String) -> Diagnostic {
        guard catalog.isEmpty else {
            return Diagnostic(
                "components.x-error-catalog lacks \(missing.joined(separator: ", "))",
                at: SourceLocation(file: file),
                hint: "take them from the openapi.yaml that comes with kirimdev-mock"
            )
        }
        return Diagnostic(
            "the openapi.yaml that comes with kirimdev-mock was not found, and this contract has no error texts",
            at: SourceLocation(file: file),
            hint:
                "keep the program in its folder, or start it where that openapi.yaml is; this contract needs no change"
        )
    }
}
