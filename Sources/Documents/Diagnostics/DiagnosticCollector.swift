/// Gathers findings, so that all mistakes of a document are reported together.
package struct DiagnosticCollector: Sendable {
    /// The findings so far, each one once, in the order in which they were found.
    package private(set) var diagnostics: [Diagnostic] = []
    private var known: Set<Diagnostic> = []

    /// Starts without findings.
    package init() {}

    /// Adds a finding unless it is there already.
    package mutating func add(_ diagnostic: Diagnostic) {
        if known.insert(diagnostic).inserted { diagnostics.append(diagnostic) }
    }

    /// Adds findings made elsewhere.
    package mutating func add(_ error: DiagnosticsError) {
        for diagnostic in error.diagnostics { add(diagnostic) }
    }

    /// The findings by file, line and column.
    package var sorted: [Diagnostic] {
        diagnostics.enumerated()
            .sorted { ($0.element.location, $0.offset) < ($1.element.location, $1.offset) }
            .map(\.element)
    }

    /// Ends the work with an error if one of the findings is one.
    package func throwErrors() throws(DiagnosticsError) {
        if diagnostics.contains(where: { $0.severity == .error }) { throw DiagnosticsError(diagnostics: sorted) }
    }
}

extension DiagnosticsError: CustomStringConvertible {
    /// One finding a line.
    package var description: String { diagnostics.map(\.description).joined(separator: "\n") }
}
