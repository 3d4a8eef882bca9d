import EmulatorCore

/// Writes the coverage as one HTML file without scripts, which loads nothing.
struct CoveragePage {
    let coverage: Coverage
    let hints: CoverageHints
    /// What the coverage is of, such as `All sandboxes`.
    let scope: String

    /// The headers of the page; its only style is the one inside it.
    static let headers = [
        ("Cache-Control", "no-store"),
        (
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        ),
        ("Referrer-Policy", "no-referrer"),
        ("X-Content-Type-Options", "nosniff"),
    ]

    var document: Markup {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <title>Coverage</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <style>\(CoverageStyle.text)</style>
        </head>
        <body>
        <main>
        <h1>Coverage</h1>
        <p>\(scope). A part of the contract is covered when a handler or a check answers it, or when a change causes it.</p>
        <dl class="totals">
        \(CoverageItem.Kind.allCases.map(total))</dl>
        \(Self.legend)
        <h2>Operations</h2>
        <div class="wide"><table>
        <thead><tr><th scope="col">Operation</th><th scope="col">Statuses</th><th scope="col">Error codes</th></tr></thead>
        <tbody>
        \(coverage.operations.map(operation))</tbody>
        </table></div>
        <h2>Events</h2>
        \(parts(coverage.events))
        <h2>Gaps</h2>
        \(gaps)
        </main>
        </body>
        </html>

        """
    }

    private func total(of kind: CoverageItem.Kind) -> Markup {
        let total = coverage.total(of: kind)
        return """
            <div><dt>\(kind.title)</dt><dd><b>\(total.seen)</b> of \(total.of)</dd>\
            <dd><meter min="0" max="\(max(total.of, 1))" value="\(total.seen)"></meter></dd></div>

            """
    }

    // MARK: Parts of the contract

    private static let legend: Markup = """
        <p class="legend"><span class="part seen">201 <b>×3</b></span> covered three times
        <span class="part injected">429 <b>×2</b></span> answered only by fault rules, or only triggered
        <span class="part never">404</span> never</p>
        """

    private func operation(_ rows: Coverage.OperationRows) -> Markup {
        """
        <tr><th scope="row">\(part(rows.row))</th><td>\(parts(rows.statuses))</td><td>\(parts(rows.codes))</td></tr>

        """
    }

    private func parts(_ rows: [Coverage.Row]) -> Markup {
        rows.isEmpty ? "" : "<ul>\(rows.map { row in "<li>\(part(row))</li>" as Markup })</ul>"
    }

    private func part(_ row: Coverage.Row) -> Markup {
        let unlisted: Markup = row.isListed ? "" : " <i>not in the contract</i>"
        let label: Markup = "\(row.item.label)\(unlisted)"
        if row.seen > 0 { return "<span class=\"part seen\">\(label) <b>×\(row.seen)</b></span>" }
        if row.injected > 0 {
            return "<span class=\"part injected\">\(label) <b>×\(row.injected) <i>injected</i></b></span>"
        }
        return "<span class=\"part never\">\(label)<i class=\"unseen\"> never</i></span>"
    }

    // MARK: Gaps

    private var gaps: Markup {
        let groups = coverage.operations.map { rows in
            let all = [rows.row] + rows.statuses + rows.codes
            return group(rows.row.item.name, all)
        }
        return "\(groups)\(group("Events", coverage.events))"
    }

    private func group(_ name: String, _ rows: [Coverage.Row]) -> Markup {
        let missing = rows.filter { $0.isListed && $0.seen == 0 }
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

extension CoverageItem.Kind {
    /// The heading of the total.
    fileprivate var title: String {
        switch self {
        case .operation: "Operations"
        case .status: "Statuses"
        case .code: "Error codes"
        case .event: "Events"
        }
    }
}
