package import Documents
import FoundationEssentials

/// The bytes of a contract, and where they are from.
package struct ContractText: Sendable {
    /// The path of the file, as diagnostics show it.
    let file: String
    let bytes: [UInt8]

    /// The openapi.yaml that is part of the program.
    package static var builtIn: Self {
        Self(file: "openapi.yaml (built in)", bytes: ShippedFiles.bytes(of: "openapi.yaml") ?? [])
    }

    private init(file: String, bytes: [UInt8]) {
        self.file = file
        self.bytes = bytes
    }

    /// Reads a file.
    package init(file: String) throws(DiagnosticsError) {
        guard let bytes = FileManager.default.contents(atPath: file) else {
            throw DiagnosticsError(diagnostics: [Diagnostic("the file cannot be read", at: SourceLocation(file: file))])
        }
        self.init(file: file, bytes: Array(bytes))
    }
}
