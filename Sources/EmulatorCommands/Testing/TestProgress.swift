import Documents
import Scenarios
import Synchronization

/// The line on a terminal that shows how far a contract test is.
final class TestProgress: Sendable {
    private struct Counts {
        var done = 0
        var failed = 0
    }

    private let total: Int
    private let isShown: Bool
    private let counts = Mutex(Counts())

    /// Progress over `total` files; it is shown on standard error if that is a terminal.
    init(of total: Int, isShown: Bool) {
        self.total = total
        self.isShown = isShown
    }

    /// Shows the step that begins.
    func begin(_ step: Step, of scenario: Scenario) {
        show("\(scenario.file) › \(step.name)")
    }

    /// Counts a file that is done.
    func end(_ report: ScenarioReport) {
        counts.withLock { counts in
            counts.done += 1
            if case .failed = report.outcome { counts.failed += 1 }
        }
        show(report.file)
    }

    /// Clears the line.
    func clear() {
        if isShown { StandardStream.error.say("\r\u{1B}[K") }
    }

    private func show(_ place: String) {
        guard isShown else { return }
        let (done, failed) = counts.withLock { ($0.done, $0.failed) }
        let failures = failed > 0 ? ", \(failed) failed" : ""
        // A longer line would wrap, and only its last row be cleared.
        let line = "\(done)/\(total) files\(failures)  \(place.normalizedLine)".prefix(79)
        StandardStream.error.say("\r\u{1B}[K\(line)")
    }
}
