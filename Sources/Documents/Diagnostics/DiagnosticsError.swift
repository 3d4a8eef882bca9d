/// The error that a document cannot be used, with everything that was found in it.
package struct DiagnosticsError: Error, Hashable, Sendable {
    /// All findings in the order of file, line and column.
    package let diagnostics: [Diagnostic]

    /// The error that carries these findings.
    package init(diagnostics: [Diagnostic]) {
        self.diagnostics = diagnostics
    }
}
