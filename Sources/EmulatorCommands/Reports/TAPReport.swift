import Documents
import OrderedCollections

/// Writes the report as TAP version 14: a subtest for each file, in which each step is a test point.
struct TAPReport {
    let report: TestReport

    /// The lines without a line break at the end.
    var text: String {
        var lines = ["TAP version 14", "1..\(report.files.count)"]
        for (index, file) in report.files.enumerated() {
            lines += subtest(file) + [point(index + 1, file.outcome, file.title, file.reason)]
            if let orders = file.ordersLine { lines.append("# orders of arrival: \(orders)") }
        }
        lines += report.coverageLines.map { "# \($0)" }
        return lines.joined(separator: "\n")
    }

    private func subtest(_ file: ReportedFile) -> [String] {
        guard !file.steps.isEmpty else { return [] }
        let points = file.steps.enumerated().flatMap { index, step in
            [point(index + 1, step.outcome, step.uniqueName, step.reason)] + diagnostic(step)
        }
        let lines = ["1..\(file.steps.count)"] + points
        return ["# Subtest: \(Self.escaped(file.title))"] + lines.map { "    \($0)" }
    }

    private func point(_ number: Int, _ outcome: ReportedOutcome, _ title: String, _ reason: String?) -> String {
        let line = "\(outcome == .failed ? "not ok" : "ok") \(number) - \(Self.escaped(title))"
        return outcome == .skipped ? "\(line) # SKIP \(reason ?? "")" : line
    }

    /// The YAML block of a step that was run; its values are JSON, which is YAML as well.
    private func diagnostic(_ step: ReportedStep) -> [String] {
        var members: JSONObject = [:]
        switch step.outcome {
        case .skipped: return []
        case .passed: break
        case .failed:
            members["message"] = .string(step.failures.summary)
            members["severity"] = "fail"
            members["failures"] = .array(step.failures.map(\.json))
        }
        members["duration_ms"] = .integer(step.took.wholeMilliseconds)
        return ["  ---"] + members.map { "  \($0.key): \($0.value.text)" } + ["  ..."]
    }

    /// A description on one line, in which no `#` begins a directive.
    private static func escaped(_ text: String) -> String {
        text.normalizedLine.replacingScalars { $0 == "\\" || $0 == "#" ? "\\\($0)" : nil }
    }
}
