import Contract
import Documents
package import EmulatorServer
import FoundationEssentials

/// Loads contracts other than openapi.yaml, which tests write themselves.
package enum ForeignContract {
    /// The error catalogue of openapi.yaml, which is read once.
    private static let catalog = Result { () throws(DiagnosticsError) in
        try LoadedContract.catalog(of: ContractText(file: SourceTree.path("openapi.yaml")), cache: nil)
    }

    /// Loads a contract from its text, with the error catalogue of openapi.yaml.
    package static func load(_ text: String) throws -> LoadedContract {
        let file = FileManager.default.temporaryDirectory.appending(path: "contract-\(UUID().uuidString).yaml")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(text.utf8).write(to: file)
        return try LoadedContract(file: file.path) { () throws(DiagnosticsError) in try catalog.get() }
    }

    /// The first lines of a contract; a test appends its `paths`.
    package static let header = "openapi: 3.1.0\ninfo: { title: Foreign, version: '1' }\n"
}
