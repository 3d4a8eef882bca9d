/// Why a document cannot be used: all that was found in it.
package struct DiagnosticsError: Error, Hashable, Sendable {
    /// All findings, by file, line and column.
    package let diagnostics: [Diagnostic]

    /// The error that carries these findings.
    package init(diagnostics: [Diagnostic]) {
        self.diagnostics = diagnostics
    }
}
