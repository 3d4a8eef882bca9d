import Documents
import Scenarios

/// One way in which a step was not as expected, as reports show it.
struct ReportedFailure {
    let location: SourceLocation
    let message: String
    /// The place in the response, such as `/body/data/status`.
    let pointer: String?
    let expected: JSONValue?
    let actual: JSONValue?

    init(_ failure: StepFailure) {
        location = failure.location
        message = ReportText.of(failure.message).normalizedLine
        pointer = failure.pointer.map { ReportText.of($0.description) }
        expected = failure.expected.map { ReportText.of($0) }
        actual = failure.actual.map { ReportText.of($0) }
    }

    /// The line `file:line:column: message`.
    var headline: String { "\(location): \(message)" }

    /// The difference between the expected and the actual value; empty if the failure has neither.
    var difference: LineDifference { LineDifference(expected: expected, actual: actual) }

    /// The lines of a report without colors: location and message, pointer, and difference.
    var lines: [String] {
        [headline] + (pointer.map { ["at \($0.normalizedLine)"] } ?? []) + difference.lines.map(\.description)
    }
}

extension [ReportedFailure] {
    /// The message of the first failure, with the number of the others.
    var summary: String {
        guard let first else { return "" }
        return count == 1 ? first.message : "\(first.message) (and \(count - 1) more)"
    }

    /// All failures with their differences.
    var trace: String { flatMap(\.lines).joined(separator: "\n") }
}
