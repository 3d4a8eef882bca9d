import Documents

extension ReplayReport {
    /// The report for people: a line for each request, the differences below it, and a summary.
    func text(inColors isColored: Bool) -> String {
        let counts = counts
        var lines = rows.flatMap { Self.lines(of: $0, isColored) }
        lines += refused.map { action in
            let name = TerminalColor.red.applied(to: "refused", if: isColored)
            return "\(name)  \(action.method) \(action.path) after request \(action.afterSeq): \(action.problem)"
        }
        let total = rows.count == 1 ? "1 request" : "\(rows.count) requests"
        lines.append(
            "\(total): \(counts.same) same, \(counts.differs) differ, \(counts.notComparable) not comparable"
        )
        return lines.joined(separator: "\n")
    }

    private static func lines(of row: Row, _ isColored: Bool) -> [String] {
        guard let verdict = row.verdict else { return [] }
        let width = "not comparable".count
        let name = verdict.name + String(repeating: " ", count: width - verdict.name.count)
        let place = "\(row.seq) \(row.method) \(row.path)".normalizedLine
        switch verdict {
        case .same: return ["\(TerminalColor.green.applied(to: name, if: isColored))  \(place)"]
        case .notComparable(let reason):
            return ["\(TerminalColor.yellow.applied(to: name, if: isColored))  \(place): \(reason)"]
        case .differs(let differences):
            let margin = String(repeating: " ", count: width + 2)
            let shown = differences.prefix(ReplayDifference.limit).map { difference in
                "\(margin)\(difference.pointer): expected \(text(difference.expected)), actual \(text(difference.actual))"
            }
            let more = differences.count - shown.count
            return ["\(TerminalColor.red.applied(to: name, if: isColored))  \(place)"] + shown
                + (more > 0 ? ["\(margin)and \(more) more"] : [])
        }
    }

    private static func text(_ value: JSONValue?) -> String { value?.text ?? "nothing" }
}
