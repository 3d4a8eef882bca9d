import Documents

extension ReplayReport {
    /// The report for people: a line for each request, the differences below it, and a summary.
    func text(inColors isColored: Bool) -> String {
        var lines = rows.flatMap { row in
            let place = "\(row.seq) \(row.method) \(row.path)" + (row.called.map { " \($0)" } ?? "")
            return row.verdict?.lines(about: place, inColors: isColored) ?? []
        }
        lines += refused.map { action in
            let name = TerminalColor.red.applied(to: "refused", if: isColored)
            return "\(name)  \(action.method) \(action.path) after request \(action.afterSeq): \(action.problem)"
        }
        let total = rows.count == 1 ? "1 request" : "\(rows.count) requests"
        lines.append("\(total): \(counts.text)")
        return lines.joined(separator: "\n")
    }
}
