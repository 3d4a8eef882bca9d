import EmulatorCore
import EmulatorTesting
import Foundation
import Scenarios
import Testing

@testable import EmulatorCommands

/// The reports of one run in every format, as whole texts.
@Suite struct ReportFormatTests {
    @Test(
        arguments: [
            (.pretty, "report.txt"), (.junit, "report.junit.xml"), (.tap, "report.tap"), (.json, "report.json"),
            (.ctrf, "report.ctrf.json"),
        ] as [(ReportFormat, String)]
    )
    func `a run with a file of each outcome is written as the golden file has it`(
        format: ReportFormat,
        file: String
    ) throws {
        let text = format.text(of: SampleReports.mixed, coverage: try SampleReports.coverage()) + "\n"
        #expect(try text == Golden.text("Tests/Reports/golden/\(file)", orWith: text))
    }

    @Test(
        arguments: [
            (.pretty, "hostile.txt"), (.junit, "hostile.junit.xml"), (.tap, "hostile.tap"), (.json, "hostile.json"),
            (.ctrf, "hostile.ctrf.json"),
        ] as [(ReportFormat, String)]
    )
    func `names and values that are special in a format are written as the golden file has them`(
        format: ReportFormat,
        file: String
    ) throws {
        let text = format.text(of: SampleReports.hostile, coverage: nil) + "\n"
        #expect(try text == Golden.text("Tests/Reports/golden/\(file)", orWith: text))
    }

    @Test(arguments: ReportFormat.allCases)
    func `no format shows a secret`(format: ReportFormat) {
        let text = format.text(of: [SampleReports.secret], coverage: nil)
        #expect(text.contains("whsec_****1234"))
        for secret in ["abcdefgh1234", "secretvalue", "foreign-secret", "hunter2", "tokenvalue", "Base64", "longvalue"]
        {
            #expect(!text.contains(secret), "\(secret)")
        }
    }

    @Test(arguments: ReportFormat.allCases)
    func `a run without files has a report`(format: ReportFormat) {
        #expect(!format.text(of: [], coverage: nil).isEmpty)
    }
}
