import Documents
import Domain
import Scenarios

/// The results of one scenario file, as reports show them.
struct ReportedFile {
    /// The most steps and orders that were not tested which are named in one line.
    private static let mostUntested = 5

    /// The path under which the file was opened.
    let path: String
    let scenario: String
    let description: String?
    let seed: UInt64?
    let repetition: Int
    let outcome: ReportedOutcome
    /// Why no step was run; nil unless the file was skipped.
    let reason: String?
    let steps: [ReportedStep]
    let startedAt: Timestamp
    let took: Duration
    /// The orders of arrival that were tested; nil if that was not asked for.
    let orders: TestedOrders?

    init(_ report: ScenarioReport) {
        path = report.file
        scenario = ReportText.of(report.scenario).normalizedLine
        description = report.description.map { ReportText.of($0) }
        seed = report.seed
        repetition = report.repetition
        let reason: String?
        (outcome, reason) =
            switch report.outcome {
            case .passed: (.passed, nil)
            case .failed: (.failed, nil)
            case .skipped(let reason): (.skipped, ReportText.of(reason).normalizedLine)
            }
        self.reason = reason
        var names: Set<String> = []
        steps = report.steps.enumerated().map { index, result in
            let step = ReportedStep(result)
            return names.insert(step.name).inserted ? step : step.numbered(index + 1)
        }
        startedAt = report.startedAt
        took = report.took
        orders = report.orders
    }

    /// When the last step ended.
    var endedAt: Timestamp { startedAt.adding(milliseconds: Int64(took.wholeMilliseconds)) }

    /// The path, with the number of the repetition from the second one on.
    var title: String { repetition > 1 ? "\(path) (repetition \(repetition))" : path }

    /// How many orders of arrival were tested, in one line; nil if that was not asked for.
    var ordersLine: String? {
        orders.map { orders in
            guard !orders.untested.isEmpty else { return count(of: orders) }
            let shown = orders.untested.prefix(Self.mostUntested).map(Self.words)
            let rest = orders.untested.count - shown.count
            let end = rest > 0 ? " and \(rest) more" : ""
            return "\(count(of: orders)); not tested: \(shown.joined(separator: ", "))\(end)"
        }
    }

    private static func words(for untested: TestedOrders.Untested) -> String {
        let order = untested.order.map { " with --order \($0)" } ?? ""
        return ReportText.of("\(untested.step)\(order) (\(untested.reason))").normalizedLine
    }

    private func count(of orders: TestedOrders) -> String {
        guard orders.possible != 0 else {
            return orders.untested.isEmpty
                ? "no step causes several things that can arrive in another order" : "0 tested"
        }
        if outcome == .failed { return "\(orders.tested) tested, and the last one has failed" }
        guard let possible = orders.possible else {
            return "\(orders.tested) tested, more than can be counted left out"
        }
        guard possible > orders.tested else { return "\(orders.tested) tested" }
        return "\(orders.tested) of \(possible) tested, \(possible - orders.tested) left out"
    }

    /// The results for formats that have only tests: the steps, or one skipped test for a skipped file without results.
    var tests: [ReportedStep] {
        guard let reason, steps.isEmpty else { return steps }
        return [ReportedStep(skipped: scenario, reason: reason, at: SourceLocation(file: path))]
    }
}
