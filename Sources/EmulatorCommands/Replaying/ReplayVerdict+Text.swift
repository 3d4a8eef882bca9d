import Documents

extension ReplayVerdict {
    /// The line about a request, and the differences below it.
    func lines(about place: String, inColors isColored: Bool) -> [String] {
        let width = "not comparable".count
        let name = self.name + String(repeating: " ", count: width - self.name.count)
        let place = place.normalizedLine
        switch self {
        case .same: return ["\(TerminalColor.green.applied(to: name, if: isColored))  \(place)"]
        case .notComparable(let reason):
            return ["\(TerminalColor.yellow.applied(to: name, if: isColored))  \(place): \(reason)"]
        case .differs(let differences):
            let margin = String(repeating: " ", count: width + 2)
            let shown = differences.prefix(ReplayDifference.limit).map { difference in
                let expected = Self.text(difference.expected)
                return "\(margin)\(difference.pointer): expected \(expected), actual \(Self.text(difference.actual))"
            }
            let more = differences.count - shown.count
            return ["\(TerminalColor.red.applied(to: name, if: isColored))  \(place)"] + shown
                + (more > 0 ? ["\(margin)and \(more) more"] : [])
        }
    }

    private static func text(_ value: JSONValue?) -> String { value?.text ?? "nothing" }
}
