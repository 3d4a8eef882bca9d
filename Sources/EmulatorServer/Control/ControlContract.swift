package import Contract
package import Documents

/// The control API's own contract, which is part of the program.
package enum ControlContract {
    /// The contract, put together at first use and kept.
    package static let contract = trusting { () throws(DiagnosticsError) in try ContractLoader.load(document: source) }
    /// The document, read at first use and kept.
    package static var document: JSONValue { source.value }
    private static let source = trusting { () throws(DiagnosticsError) in
        try SourceDocument(PackageResources.control_yaml, file: "control.yaml")
    }

    /// The tests hold control.yaml to be without a mistake.
    private static func trusting<Result>(_ load: () throws(DiagnosticsError) -> Result) -> Result {
        do throws(DiagnosticsError) {
            return try load()
        } catch {
            preconditionFailure("control.yaml is part of the program: \(error)")
        }
    }
}
