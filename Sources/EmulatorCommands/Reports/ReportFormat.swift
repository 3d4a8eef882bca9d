import ArgumentParser
import Documents
import EmulatorCore
import Scenarios

/// The formats of the report of `kirimdev-mock test`.
enum ReportFormat: String, CaseIterable, ExpressibleByArgument {
    /// A line for each step, for people.
    case pretty
    /// JUnit XML, with a suite for each file.
    case junit
    /// The Test Anything Protocol, version 14.
    case tap
    /// The project's own JSON.
    case json
    /// The Common Test Report Format.
    case ctrf

    /// The report, without a line break at its end; the style is only for `pretty`.
    func text(
        of reports: [ScenarioReport],
        coverage: Coverage?,
        style: ReportStyle = ReportStyle()
    ) -> String {
        let report = TestReport(reports, coverage: coverage)
        return switch self {
        case .pretty: PrettyReport(report: report, style: style).text
        case .junit: JUnitReport(report: report).text
        case .tap: TAPReport(report: report).text
        case .json: report.json.indented
        case .ctrf: report.ctrf.indented
        }
    }

    /// Writes the report to standard output, and in a workflow of GitHub Actions its annotations after it.
    ///
    /// In a format for programs, the annotations go to standard error, so that the output is one document.
    func write(
        _ reports: [ScenarioReport],
        coverage: Coverage?,
        style: ReportStyle,
        environment: [String: String]
    ) throws(CommandError) {
        try StandardStream.output.write(line: text(of: reports, coverage: coverage, style: style))
        guard GitHubAnnotations.areShown(in: environment) else { return }
        for line in GitHubAnnotations(reports).lines {
            switch self {
            case .pretty: try StandardStream.output.write(line: line)
            case .junit, .tap, .json, .ctrf: StandardStream.error.say("\(line)\n")
            }
        }
    }
}
