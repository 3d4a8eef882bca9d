/// One finding about a document, with its place.
package struct Diagnostic: Hashable, Sendable {
    /// How bad a finding is.
    package enum Severity: String, Hashable, Sendable {
        case error
        case warning
    }

    /// Whether the document can be used in spite of it.
    package let severity: Severity
    /// What is wrong, in one sentence without a full stop.
    package let message: String
    /// Where it is wrong.
    package let location: SourceLocation
    /// What would be right instead, where that is known.
    package let hint: String?

    /// A finding at that place.
    package init(_ message: String, at location: SourceLocation, severity: Severity = .error, hint: String? = nil) {
        self.severity = severity
        self.message = message
        self.location = location
        self.hint = hint
    }

    /// The path of the file, as it was named when it was opened.
    package var file: String { location.file }

    /// The line, from 1.
    package var line: Int { location.line }

    /// The column, from 1.
    package var column: Int { location.column }
}

extension Diagnostic: CustomStringConvertible {
    /// The form `file:line:column: error: message`, followed by the hint.
    package var description: String {
        "\(location): \(severity.rawValue): \(message)" + (hint.map { "; \($0)" } ?? "")
    }
}
