import EmulatorCore

/// Writes the coverage as one HTML file without scripts, which loads nothing.
struct CoveragePage {
    let coverage: Coverage
    let hints: CoverageHints
    /// What the coverage is of, such as `All sandboxes`.
    let scope: String

    private var sections: CoverageSections { CoverageSections(coverage) }

    var document: Markup {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <title>Coverage</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <style>\(PageStyle.text)\(CoverageStyle.text)</style>
        </head>
        <body>
        <main>
        <h1>Coverage</h1>
        <p>\(scope). A part of the contract is covered when a handler or a check answers it, or when a change causes it.</p>
        \(sections.totals)
        \(sections.parts)
        <h2>Gaps</h2>
        \(gaps)
        </main>
        </body>
        </html>

        """
    }

    private var gaps: Markup {
        let groups = coverage.operations.map { rows in
            let all = [rows.row] + rows.statuses + rows.codes
            return group(rows.row.item.name, all)
        }
        let codes = group("Error codes", coverage.codes + coverage.injectedCodes)
        return "\(groups)\(codes)\(group("Events", coverage.events))"
    }

    private func group(_ name: String, _ rows: [Coverage.Row]) -> Markup {
        let missing = rows.filter { $0.isCounted && $0.seen == 0 }
        guard !missing.isEmpty else { return "" }
        return """
            <details><summary>\(name) <i>\(missing.count)</i></summary><dl class="gaps">
            \(missing.map(gap))</dl></details>

            """
    }

    private func gap(_ row: Coverage.Row) -> Markup {
        "<div><dt>\(row.item.label)</dt><dd>\(hints.hint(for: row))</dd></div>\n"
    }
}
