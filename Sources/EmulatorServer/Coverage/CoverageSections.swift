package import EmulatorCore

/// The parts of an HTML page that show a coverage.
package struct CoverageSections {
    private let coverage: Coverage

    /// The parts for a coverage.
    package init(_ coverage: Coverage) {
        self.coverage = coverage
    }

    /// How many of the parts of each kind were exercised.
    package var totals: Markup {
        """
        <dl class="totals">
        \(CoverageItem.Kind.allCases.filter { $0 != .injectedCode }.map(total))</dl>\(injectedTotal)
        """
    }

    /// Each operation with its statuses and error codes, then all error codes, then the events, each with its count.
    package var parts: Markup {
        """
        \(Self.legend)
        <h2>Operations</h2>
        <div class="wide"><table>
        <thead><tr><th scope="col">Operation</th><th scope="col">Statuses</th><th scope="col">Error codes</th></tr></thead>
        <tbody>
        \(coverage.operations.map(operation))</tbody>
        </table></div>
        <h2>Error codes</h2>
        \(parts(coverage.codes + coverage.injectedCodes))
        <h2>Events</h2>
        \(parts(coverage.events))
        """
    }

    private func total(of kind: CoverageItem.Kind) -> Markup {
        let total = coverage.total(of: kind)
        return """
            <div><dt>\(kind.title)</dt><dd><b>\(total.seen)</b> of \(total.of)</dd>\
            <dd><meter min="0" max="\(max(total.of, 1))" value="\(total.seen)"></meter></dd></div>

            """
    }

    /// One line about the error codes that only a fault rule gives; empty if the contract has none.
    private var injectedTotal: Markup {
        guard !coverage.injectedCodes.isEmpty else { return "" }
        let kind = CoverageItem.Kind.injectedCode
        let total = coverage.total(of: kind)
        return "\n<p>\(kind.title): <b>\(total.seen)</b> of \(total.of).</p>"
    }

    private static let legend: Markup = """
        <p class="legend"><span><span class="part seen">201 <b>×3</b></span> covered three times</span>
        <span><span class="part injected">429 <b>×2</b></span> answered only by fault rules, or only triggered</span>
        <span><span class="part never">404</span> never</span></p>
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
}
