package import Contract
import Crypto
package import Documents
import FoundationEssentials

/// A contract with all that serving it needs: its bytes, and the catalogue of the errors that our code answers with.
package struct LoadedContract: Sendable {
    /// The contract.
    package let contract: Contract
    /// The file.
    package let source: [UInt8]
    /// SHA-256 of the file, in hexadecimal digits.
    package let digest: String
    /// Status, type and text of every error code.
    package let catalog: ErrorCatalog

    /// Whether this is the vendor's contract in our form, with the catalogue of its errors, and not somebody else's.
    package var isOwn: Bool { !contract.errorCatalog.isEmpty }

    /// What the contract says and a server of it does not do, a sentence each.
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

    /// Reads a contract; one without a catalogue, such as the vendor's own, borrows that of the `shipped` one.
    package init(
        file: String,
        cache: ContractCache? = nil,
        tolerance: ContractLoader.Tolerance = .soundOperations,
        shipped: () throws(DiagnosticsError) -> ErrorCatalog? = { () throws(DiagnosticsError) in nil }
    ) throws(DiagnosticsError) {
        source = FileManager.default.contents(atPath: file).map { Array($0) } ?? []
        digest = SHA256.hash(data: source).hexadecimal
        contract = try Self.load(file, digest: digest, cache: cache, tolerance)
        let own = contract.errorCatalog
        catalog = own.isEmpty ? try shipped() ?? own : own
        let missing = ErrorCode.answered.filter { catalog[$0] == nil }
        guard missing.isEmpty else { throw DiagnosticsError(diagnostics: [Self.incomplete(catalog, missing, file)]) }
    }

    /// Takes the copy in the cache if it is right, else the file, where mistakes can be shown in their place.
    private static func load(
        _ file: String,
        digest: String,
        cache: ContractCache?,
        _ tolerance: ContractLoader.Tolerance
    ) throws(DiagnosticsError) -> Contract {
        if let copy = cache?.copy(.contract, of: digest), let document = try? SourceDocument(copy, file: file),
            let contract = try? ContractLoader.load(document: document)
        {
            return contract
        }
        let contract = try ContractLoader.load(file: file, tolerance: tolerance)
        if contract.diagnostics.isEmpty { cache?.store(contract.document, as: .contract, digest: digest) }
        return contract
    }

    /// The catalogue of a contract of which nothing else is needed.
    package static func catalog(of file: String, cache: ContractCache?) throws(DiagnosticsError) -> ErrorCatalog {
        let source = FileManager.default.contents(atPath: file).map { Array($0) } ?? []
        let digest = SHA256.hash(data: source).hexadecimal
        if let copy = cache?.copy(.contract, of: digest), let document = try? JSONValue(parsing: copy) {
            return ErrorCatalog(of: document)
        }
        let document = try SourceDocument(source, file: file).value
        cache?.store(document, as: .contract, digest: digest)
        return ErrorCatalog(of: document)
    }

    /// Refusals need their texts; a contract of somebody else's takes them from the one that comes with the program.
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
