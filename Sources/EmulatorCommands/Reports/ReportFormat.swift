import ArgumentParser
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
}
