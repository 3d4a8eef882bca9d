package import Contract
package import Documents

/// The file control.yaml, which describes the control API and is part of the program.
package enum ControlContract {
    /// The bytes of the file.
    static let bytes = ShippedFiles.own("Control/control.yaml")
    /// The parsed contract, loaded at first use.
    package static let contract = trusting { () throws(DiagnosticsError) in try ContractLoader.load(document: source) }
    /// The document as JSON, read at first use.
    package static var document: JSONValue { source.value }
    private static let source = trusting { () throws(DiagnosticsError) in
        try SourceDocument(bytes, file: "control.yaml")
    }

    /// Stops the program on an error, which cannot occur: tests check that control.yaml has no mistakes.
    private static func trusting<Result>(_ load: () throws(DiagnosticsError) -> Result) -> Result {
        do throws(DiagnosticsError) {
            return try load()
        } catch {
            preconditionFailure("control.yaml is part of the program: \(error)")
        }
    }
}
