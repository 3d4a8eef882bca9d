import Documents
import Scenarios

/// Writes the report for people: a line for each step below its file, failures with their differences, and totals.
struct PrettyReport {
    /// The most characters of a response that a failed step shows.
    private static let longestResponse = 500

    let report: TestReport
    let style: ReportStyle

    var text: String {
        let files = report.files.map { lines(of: $0).joined(separator: "\n") }
        return (files + [footer.joined(separator: "\n")]).joined(separator: "\n\n").withoutWorkflowCommands
    }

    private var footer: [String] {
        let files = report.fileTotals
        let steps = report.stepTotals
        let color: TerminalColor = files.failed > 0 ? .red : .green
        let totals = "\(Self.count(files, "file")), \(Self.count(steps, "step")), \(report.took.readable)"
        var lines = [colored(totals, color)]
        lines += report.coverageLines
        if let page = style.page { lines.append("report: \(page)") }
        return lines
    }

    private static func count(_ totals: OutcomeTotals, _ noun: String) -> String {
        let all = "\(totals.all) \(noun)\(totals.all == 1 ? "" : "s")"
        return totals.all == 0 ? all : "\(all) (\(totals.text))"
    }

    private func colored(_ text: String, _ color: TerminalColor) -> String {
        color.applied(to: text, if: style.isColored)
    }

    // MARK: Files and steps

    private func lines(of file: ReportedFile) -> [String] {
        let title = file.title.normalizedLine
        if let reason = file.reason { return [colored("\(title): skipped (\(reason))", .yellow)] }
        let seed = file.outcome == .failed ? file.seed.map { ", seed \($0)" } ?? "" : ""
        let orders = file.ordersLine.map { ["  orders of arrival: \($0)"] } ?? []
        return ["\(title)\(seed)"] + file.steps.flatMap(lines) + orders
    }

    private func lines(of step: ReportedStep) -> [String] {
        switch step.outcome {
        case .passed: return ["  \(colored(step.outcome.mark, .green)) \(step.name) (\(step.took.readable))"]
        case .skipped: return ["  \(colored(step.outcome.mark, .yellow)) \(step.name) (skipped: \(step.reason ?? ""))"]
        case .failed:
            let title = "  \(colored("\(step.outcome.mark) \(step.name)", .red)) (\(step.took.readable))"
            let details = step.failures.flatMap(lines) + (step.exchanges.last.map { [line(of: $0)] } ?? [])
            return [title] + details.map { "      \($0)" }
        }
    }

    private func lines(of failure: ReportedFailure) -> [String] {
        let place = failure.pointer.map { ["at \($0.normalizedLine)"] } ?? []
        let difference = failure.difference.lines.map { line in
            switch line.side {
            case .both: line.description
            case .expected: colored(line.description, .red)
            case .actual: colored(line.description, .green)
            }
        }
        return [failure.headline] + place + difference
    }

    private func line(of exchange: ReportedExchange) -> String {
        let body = exchange.response?.body.line.map { " \($0)" } ?? ""
        return "\(exchange.headline)\(body)".shortened(to: Self.longestResponse).withVisibleControls
    }
}
