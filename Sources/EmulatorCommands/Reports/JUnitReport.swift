import Domain
import EmulatorServer

/// Writes the report as JUnit XML: a suite for each file, in which each step is a test case.
///
/// The document is valid for the schema of Jenkins and for that of Apache Ant, which has no attributes of `testsuites` and
/// requires the elements and attributes that are empty here.
struct JUnitReport {
    let report: TestReport

    /// The document without a line break at its end.
    var text: String { document.text }

    private var document: Markup {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites>
        \(report.files.enumerated().map(suite))</testsuites>
        """
    }

    private func suite(_ index: Int, _ file: ReportedFile) -> Markup {
        let tests = file.tests
        let totals = OutcomeTotals(tests.map(\.outcome))
        let counts: Markup =
            "tests=\"\(tests.count)\" failures=\"\(totals.failed)\" errors=\"0\" skipped=\"\(totals.skipped)\""
        let run: Markup =
            "hostname=\"localhost\" timestamp=\"\(file.startedAt.withoutZone)\" time=\"\(file.took.seconds)\""
        return """
              <testsuite id="\(index)" name="\(file.title)" package="" \(counts) \(run)>
                <properties>
            \(properties(of: file))    </properties>
            \(tests.map { testCase($0, of: file) })    <system-out></system-out>
                <system-err></system-err>
              </testsuite>

            """
    }

    private func properties(of file: ReportedFile) -> [Markup] {
        var properties = [("scenario", file.scenario), ("repetition", String(file.repetition))]
        if let seed = file.seed { properties.append(("seed", String(seed))) }
        if let orders = file.ordersLine { properties.append(("orders", orders)) }
        return properties.map { "      <property name=\"\($0.0)\" value=\"\($0.1)\"/>\n" }
    }

    private func testCase(_ step: ReportedStep, of file: ReportedFile) -> Markup {
        let start: Markup = """
                <testcase classname="\(file.className)" name="\(step.uniqueName)" time="\(step.took.seconds)"
            """
        switch step.outcome {
        case .passed: return "\(start)/>\n"
        case .skipped:
            return "\(start)><skipped message=\"\(step.reason ?? "")\"/></testcase>\n"
        case .failed:
            let failure: Markup =
                "<failure type=\"expectation\" message=\"\(step.failures.summary)\">\(step.failures.trace)</failure>"
            return "\(start)>\(failure)</testcase>\n"
        }
    }
}

extension ReportedFile {
    /// The title without the suffix of the file, with dots for slashes, as readers of JUnit expect a class and its package.
    fileprivate var className: String {
        let parts = path.split(separator: "/").filter { $0 != "." && $0 != ".." }.map(String.init)
        let name = parts.joined(separator: ".").replacing(/\.(?:ya?ml|json)$/, with: "")
        return repetition > 1 ? "\(name) (repetition \(repetition))" : name
    }
}

extension Timestamp {
    /// The time in UTC in the form `2026-06-04T10:00:00`, as JUnit requires it.
    fileprivate var withoutZone: String { String(description.prefix(19)) }
}
