import Documents
import Domain
import EmulatorCore
import EmulatorServer
import FoundationEssentials
import Scenarios

/// Writes the report as one HTML file without scripts, which loads nothing.
struct ReportPage {
    private let report: TestReport

    init(_ reports: [ScenarioReport], coverage: Coverage?) {
        report = TestReport(reports, coverage: coverage)
    }

    /// The URL that the report for people names, for the path of the file.
    static func url(of file: String) -> String { URL(fileURLWithPath: file).absoluteString }

    /// Writes the page to a file, which `--html` names.
    func write(to file: String) throws(CommandError) {
        do {
            try Data(bytes).write(to: URL(fileURLWithPath: file), options: .atomic)
        } catch {
            throw .failed("--html: the file \(file) cannot be written: \(error.reason)")
        }
    }

    /// The document in UTF-8.
    var bytes: [UInt8] { document.bytes }

    private var document: Markup {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <title>\(report.outcome.rawValue): contract tests</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="referrer" content="no-referrer">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <style>\(PageStyle.text)\(CoverageStyle.text)\(ReportPageStyle.text)</style>
        </head>
        <body>
        <main>
        <h1>Contract tests: <span class="\(report.outcome.rawValue)">\(report.outcome.rawValue)</span></h1>
        <p>\(report.startedAt.description), \(report.took.readable), kirimdev-mock \(EmulatorVersion.current)</p>
        <dl class="totals">
        \(total("Files", report.fileTotals))\(total("Steps", report.stepTotals))</dl>
        \(failures)
        <h2>Files</h2>
        \(report.files.enumerated().map { index, file in FileSection(file: file, number: index + 1).markup })
        \(coverage)
        </main>
        </body>
        </html>

        """
    }

    private func total(_ name: String, _ totals: OutcomeTotals) -> Markup {
        "<div><dt>\(name)</dt><dd><b>\(totals.all)</b></dd><dd>\(totals.text)</dd></div>\n"
    }

    /// The failed steps, each with a link to its place in the page.
    private var failures: Markup {
        let items = report.files.enumerated().flatMap { index, file in
            file.steps.enumerated().filter { $0.element.outcome == .failed }.map { step in
                let anchor = FileSection.anchor(file: index + 1, step: step.offset + 1)
                return """
                    <li><a href="#\(anchor)">\(file.title) › \(step.element.name)</a> \(step.element.failures.summary)</li>

                    """ as Markup
            }
        }
        return items.isEmpty ? "" : "<h2>Failures</h2>\n<ol class=\"failures\">\n\(items)</ol>"
    }

    private var coverage: Markup {
        guard let coverage = report.coverage else { return "" }
        let sections = CoverageSections(coverage)
        return "<h2>Coverage</h2>\n\(sections.totals)\n\(sections.parts)"
    }
}
