import Documents
import OrderedCollections

/// The report of a comparison with a recording.
struct RecordingReport {
    /// The recording, as it was named.
    let file: String
    private let comparison: RecordingComparison

    init(_ comparison: RecordingComparison, file: String) {
        self.file = file
        self.comparison = comparison
    }

    /// Whether nothing differs; what cannot be compared does not count.
    var isClean: Bool { counts.differs == 0 }

    private var notCompared: Int { comparison.rows.reduce(0) { $0 + $1.notCompared.count } }

    private var counts: VerdictCounts { VerdictCounts(comparison.rows.map(\.verdict)) }

    /// The report for people: a line for each step, the differences below it, and a summary.
    func text(inColors isColored: Bool) -> String {
        var lines = comparison.rows.flatMap { $0.verdict.lines(about: $0.place, inColors: isColored) }
        if comparison.missing > 0 {
            let steps = comparison.missing == 1 ? "1 step" : "\(comparison.missing) steps"
            lines.append("\(steps) of the recording were not run")
        }
        if notCompared > 0 {
            let places = notCompared == 1 ? "1 place" : "\(notCompared) places"
            lines.append("\(places) of the responses cannot be compared, because a recording does not show the value")
        }
        let total = comparison.rows.count == 1 ? "1 step" : "\(comparison.rows.count) steps"
        return (lines + ["\(total): \(counts.text)"]).joined(separator: "\n").withoutWorkflowCommands
    }

    /// The report for programs.
    var json: JSONValue {
        let counts = counts
        return [
            "recording": .string(file),
            "same": .integer(counts.same),
            "differs": .integer(counts.differs),
            "not_comparable": .integer(counts.notComparable),
            "not_compared": .integer(notCompared),
            "not_run": .integer(comparison.missing),
            "steps": .array(
                comparison.rows.map { row in
                    var members: JSONObject = [
                        "file": .string(row.file),
                        "step": row.step.map { .string($0) } ?? .null,
                        "request": row.request.map { .string($0) } ?? .null,
                    ]
                    members.merge(row.verdict.members) { $1 }
                    if !row.notCompared.isEmpty {
                        members["not_compared"] = .array(row.notCompared.map { .string($0) })
                    }
                    return .object(members)
                }
            ),
        ]
    }
}
