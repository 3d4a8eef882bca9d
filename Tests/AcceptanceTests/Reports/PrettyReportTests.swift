import Documents
import Foundation
import OrderedCollections
import Testing

@testable import EmulatorCommands
@testable import Scenarios

/// The report for people: colors, the last lines, and what is left out.
@Suite struct PrettyReportTests {
    @Test func `colors are used only if asked for`() {
        let plain = ReportFormat.pretty.text(of: SampleReports.mixed, coverage: nil)
        let colored = ReportFormat.pretty.text(
            of: SampleReports.mixed,
            coverage: nil,
            style: ReportStyle(isColored: true)
        )
        #expect(!plain.contains("\u{1B}"))
        #expect(colored.contains("\u{1B}[31m- \"delivered\"\u{1B}[0m"))
        #expect(colored.contains("\u{1B}[32m+ \"pending\"\u{1B}[0m"))
        #expect(colored.replacing(/\u{1B}\[\d+m/, with: "") == plain)
    }

    @Test func `the last line names the HTML file as a URL`() {
        let style = ReportStyle(page: ReportPage.url(of: "/tmp/my report.html"))
        let text = ReportFormat.pretty.text(of: SampleReports.mixed, coverage: nil, style: style)
        #expect(text.hasSuffix("\nreport: file:///tmp/my%20report.html"))
    }

    @Test func `no control character of a file or a response reaches the terminal`() {
        let text = ReportFormat.pretty.text(of: SampleReports.hostile, coverage: nil)
        let controls = text.unicodeScalars.filter { $0.properties.generalCategory == .control && $0 != "\n" }
        #expect(controls.isEmpty)
    }

    @Test func `no text of a file or a response is a command of GitHub Actions`() {
        let text = ReportFormat.pretty.text(of: [SampleReports.commands], coverage: nil)
        #expect(text.contains("# #[group]name"))
        #expect(text.contains("# #[error]message"))
        #expect(text.contains("# #[debug]"))
        #expect(!text.contains("##["))
        let starts = text.split(separator: "\n").map { $0.drop { $0.isWhitespace } }
        #expect(!starts.contains { $0.hasPrefix("::") })
    }

    @Test func `long values are shortened`() {
        let many = LineDifference(expected: .array((1...500).map { ["n": .integer($0)] }), actual: [])
        #expect(many.lines.count < 110)
        #expect(many.lines.contains { $0.text.hasPrefix("… and ") })
        let long = LineDifference(expected: .string(String(repeating: "x", count: 5000)), actual: nil)
        #expect(long.lines.allSatisfy { $0.text.count <= 501 })
    }
}
