import Documents
import Scenarios

/// The failures of a run as workflow commands of GitHub Actions, which shows them beside the lines of the files.
struct GitHubAnnotations {
    private let report: TestReport

    init(_ reports: [ScenarioReport]) {
        report = TestReport(reports, coverage: nil)
    }

    /// Whether the process runs in a workflow, by its environment variables.
    static func areShown(in environment: [String: String]) -> Bool { environment["GITHUB_ACTIONS"] == "true" }

    /// One line for each failure; empty if nothing has failed.
    var lines: [String] {
        report.files.flatMap { file in
            file.steps.flatMap { step in step.failures.map { Self.line(of: $0, in: step) } }
        }
    }

    private static func line(of failure: ReportedFailure, in step: ReportedStep) -> String {
        let properties = [
            "file=\(property(failure.location.file))",
            "line=\(failure.location.line)",
            "col=\(failure.location.column)",
            "title=\(property(step.name))",
        ]
        let message = [failure.message] + failure.lines.dropFirst()
        return "::error \(properties.joined(separator: ","))::\(data(message.joined(separator: "\n")))"
    }

    private static func data(_ text: String) -> String {
        text.replacingScalars { scalar in
            switch scalar {
            case "%": "%25"
            case "\r": "%0D"
            case "\n": "%0A"
            default: nil
            }
        }
    }

    private static func property(_ text: String) -> String {
        data(text).replacingScalars { scalar in
            switch scalar {
            case ":": "%3A"
            case ",": "%2C"
            default: nil
            }
        }
    }
}
