/// Collects findings, so that all mistakes in a document are reported together.
package struct DiagnosticCollector: Sendable {
    /// The findings so far without duplicates, in the order in which they were added.
    package private(set) var diagnostics: [Diagnostic] = []
    private var known: Set<Diagnostic> = []

    /// Starts without findings.
    package init() {}

    /// Adds a finding unless it is there already.
    package mutating func add(_ diagnostic: Diagnostic) {
        if known.insert(diagnostic).inserted { diagnostics.append(diagnostic) }
    }

    /// Adds all findings of an error.
    package mutating func add(_ error: DiagnosticsError) {
        for diagnostic in error.diagnostics { add(diagnostic) }
    }

    /// The findings in the order of file, line and column.
    package var sorted: [Diagnostic] {
        diagnostics.enumerated()
            .sorted { ($0.element.location, $0.offset) < ($1.element.location, $1.offset) }
            .map(\.element)
    }

    /// Throws all findings if at least one of them has the severity `error`.
    package func throwErrors() throws(DiagnosticsError) {
        if diagnostics.contains(where: { $0.severity == .error }) { throw DiagnosticsError(diagnostics: sorted) }
    }
}

extension DiagnosticsError: CustomStringConvertible {
    /// One line per finding.
    package var description: String { diagnostics.map(\.description).joined(separator: "\n") }
}
