import Documents
import Domain
import EmulatorCore
import EmulatorServer
import Scenarios

/// The results of a run of contract tests, prepared for all formats: secrets are masked.
struct TestReport {
    /// The name of the program in reports for programs.
    static let tool = "kirimdev-mock"

    /// The files in the order of the run; a file that was repeated is there several times.
    let files: [ReportedFile]
    /// How much of the contract the run exercised; nil if the server is not an emulator.
    let coverage: Coverage?

    init(_ reports: [ScenarioReport], coverage: Coverage?) {
        files = reports.map(ReportedFile.init)
        self.coverage = coverage
    }

    /// How many files have each outcome.
    var fileTotals: OutcomeTotals { OutcomeTotals(files.map(\.outcome)) }

    /// How many steps have each outcome.
    var stepTotals: OutcomeTotals { OutcomeTotals(files.flatMap(\.steps).map(\.outcome)) }

    /// How many tests have each outcome, where a skipped file without results counts as one test.
    var testTotals: OutcomeTotals { OutcomeTotals(files.flatMap(\.tests).map(\.outcome)) }

    /// Failed if a file has failed, otherwise passed.
    var outcome: ReportedOutcome { fileTotals.failed > 0 ? .failed : .passed }

    /// When the first file began; the beginning of 1970 if there are no files.
    var startedAt: Timestamp { files.map(\.startedAt).min() ?? Timestamp(milliseconds: 0) }

    /// When the last file ended.
    var endedAt: Timestamp { files.map(\.endedAt).max() ?? startedAt }

    /// How long the run took.
    var took: Duration { .milliseconds(endedAt.milliseconds - startedAt.milliseconds) }

    /// The totals of the coverage: a line such as `12 of 51 operations, 20 of 310 statuses`, and one about the error
    /// codes that only fault rules give if the contract has such codes.
    var coverageLines: [String] {
        guard let coverage else { return [] }
        let totals = CoverageItem.Kind.allCases.filter { $0 != .injectedCode }.map { kind in
            let total = coverage.total(of: kind)
            return "\(total.seen) of \(total.of) \(kind.title.lowercased())"
        }
        let line = "coverage: \(totals.joined(separator: ", "))"
        let injected = coverage.total(of: .injectedCode)
        guard injected.of > 0 else { return [line] }
        let title = CoverageItem.Kind.injectedCode.title.lowercased()
        return [line, "injected: \(injected.seen) of \(injected.of) \(title)"]
    }
}
