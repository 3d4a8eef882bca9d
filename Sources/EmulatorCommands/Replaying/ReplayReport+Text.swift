import Documents

extension ReplayReport {
    /// The report for people: a line for each request, the differences below it, and a summary.
    func text(inColors isColored: Bool) -> String {
        let counts = counts
        var lines = rows.flatMap { Self.lines(of: $0, isColored) }
        lines += refused.map { action in
            let name = Self.colored("refused", .red, isColored)
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
        case .same: return ["\(colored(name, .green, isColored))  \(place)"]
        case .notComparable(let reason): return ["\(colored(name, .yellow, isColored))  \(place): \(reason)"]
        case .differs(let differences):
            let margin = String(repeating: " ", count: width + 2)
            let shown = differences.prefix(ReplayDifference.limit).map { difference in
                "\(margin)\(difference.pointer): expected \(text(difference.expected)), actual \(text(difference.actual))"
            }
            let more = differences.count - shown.count
            return ["\(colored(name, .red, isColored))  \(place)"] + shown
                + (more > 0 ? ["\(margin)and \(more) more"] : [])
        }
    }

    private static func text(_ value: JSONValue?) -> String { value?.text ?? "nothing" }

    /// A color of a terminal, as in ECMA-48.
    private enum Color: Int {
        case red = 31
        case green, yellow
    }

    private static func colored(_ text: String, _ color: Color, _ isColored: Bool) -> String {
        isColored ? "\u{1B}[\(color.rawValue)m\(text)\u{1B}[0m" : text
    }
}
