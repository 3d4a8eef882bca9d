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

    private var counts: VerdictCounts { VerdictCounts(comparison.rows.map(\.verdict)) }

    /// The report for people: a line for each step, the differences below it, and a summary.
    func text(inColors isColored: Bool) -> String {
        var lines = comparison.rows.flatMap { $0.verdict.lines(about: $0.place, inColors: isColored) }
        if comparison.missing > 0 {
            let steps = comparison.missing == 1 ? "1 step" : "\(comparison.missing) steps"
            lines.append("\(steps) of the recording were not run")
        }
        let total = comparison.rows.count == 1 ? "1 step" : "\(comparison.rows.count) steps"
        return (lines + ["\(total): \(counts.text)"]).joined(separator: "\n")
    }

    /// The report for programs.
    var json: JSONValue {
        let counts = counts
        return [
            "recording": .string(file),
            "same": .integer(counts.same),
            "differs": .integer(counts.differs),
            "not_comparable": .integer(counts.notComparable),
            "not_run": .integer(comparison.missing),
            "steps": .array(
                comparison.rows.map { row in
                    let members: JSONObject = [
                        "file": .string(row.file),
                        "step": row.step.map { .string($0) } ?? .null,
                        "request": row.request.map { .string($0) } ?? .null,
                    ]
                    return .object(members.merging(row.verdict.members) { $1 })
                }
            ),
        ]
    }
}
