import Documents

/// The lines of an expected and of an actual JSON value, with what they have in common only once.
struct LineDifference {
    /// Which value a line belongs to; the raw value is the mark before it.
    enum Side: Character {
        case both = " "
        case expected = "-"
        case actual = "+"
    }

    /// A line of the indented JSON text.
    struct Line: CustomStringConvertible {
        let side: Side
        let text: String

        var description: String { "\(side.rawValue) \(text)" }
    }

    /// The most lines of a value, and the most characters of a line, that are shown.
    private static let limit = (lines: 100, characters: 500)

    let lines: [Line]

    /// The difference of two values; an actual value that is missing is shown as `nothing`.
    init(expected: JSONValue?, actual: JSONValue?) {
        guard expected != nil || actual != nil else {
            lines = []
            return
        }
        let expected = expected.map(Self.lines) ?? []
        let actual = actual.map(Self.lines) ?? ["nothing"]
        lines = Self.merged(expected, actual)
    }

    private static func merged(_ expected: [String], _ actual: [String]) -> [Line] {
        let changes = actual.difference(from: expected)
        var removed = Set(changes.removals.map(\.offset))
        var inserted = Set(changes.insertions.map(\.offset))
        var lines: [Line] = []
        var (left, right) = (0, 0)
        while left < expected.count || right < actual.count {
            if removed.remove(left) != nil {
                lines.append(Line(side: .expected, text: expected[left]))
                left += 1
            } else if inserted.remove(right) != nil {
                lines.append(Line(side: .actual, text: actual[right]))
                right += 1
            } else {
                lines.append(Line(side: .both, text: actual[right]))
                left += 1
                right += 1
            }
        }
        return lines
    }

    private static func lines(of value: JSONValue) -> [String] {
        let all = value.indented.split(separator: "\n", omittingEmptySubsequences: false)
        let shown = all.prefix(limit.lines).map { $0.shortened(to: limit.characters).withVisibleControls }
        let more = all.count - shown.count
        return more > 0 ? shown + ["… and \(more) more lines"] : shown
    }
}

extension CollectionDifference.Change {
    fileprivate var offset: Int {
        switch self {
        case .insert(let offset, _, _), .remove(let offset, _, _): offset
        }
    }
}
