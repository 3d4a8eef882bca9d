import EmulatorCore

/// Writes the coverage as JUnit XML: a suite for each kind, in which each part of the contract is a test case.
///
/// A part that was never exercised is skipped and not failed, because the coverage is a report and not a verdict.
struct CoverageJUnit {
    let coverage: Coverage
    let hints: CoverageHints

    var document: Markup {
        let rows = coverage.rows
        let suites = CoverageItem.Kind.allCases.map { kind in suite(kind, rows.filter { $0.item.kind == kind }) }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuites name="coverage" tests="\(rows.count)" failures="0" errors="0" time="0">
            \(suites)</testsuites>

            """
    }

    private func suite(_ kind: CoverageItem.Kind, _ rows: [Coverage.Row]) -> Markup {
        let skipped = rows.count { $0.seen == 0 }
        let counts: Markup = "tests=\"\(rows.count)\" failures=\"0\" errors=\"0\" skipped=\"\(skipped)\" time=\"0\""
        return """
              <testsuite name="\(kind.plural)" \(counts)>
            \(rows.map(testCase))  </testsuite>

            """
    }

    private func testCase(_ row: Coverage.Row) -> Markup {
        let attributes: Markup =
            "classname=\"coverage.\(row.item.kind.plural)\" name=\"\(row.item.name)\" time=\"0\""
        guard row.seen == 0 else { return "    <testcase \(attributes)/>\n" }
        return "    <testcase \(attributes)><skipped message=\"\(hints.hint(for: row))\"/></testcase>\n"
    }
}
