/// One finding about a document, with its location.
package struct Diagnostic: Hashable, Sendable {
    /// Whether a finding makes the document unusable (`error`) or not (`warning`).
    package enum Severity: String, Hashable, Sendable {
        case error
        case warning
    }

    /// `error` if the document cannot be used, `warning` if it can.
    package let severity: Severity
    /// What is wrong, as one sentence without a final period.
    package let message: String
    /// The location of the mistake.
    package let location: SourceLocation
    /// What to do instead, such as "save it in UTF-8"; nil if that is not known.
    package let hint: String?

    /// A finding at a location.
    package init(_ message: String, at location: SourceLocation, severity: Severity = .error, hint: String? = nil) {
        self.severity = severity
        self.message = message
        self.location = location
        self.hint = hint
    }

    /// The path under which the file was opened.
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
