import Documents
import Scenarios

/// What a recording has, in the words of the command that has made it.
struct RecordingSummary {
    /// How many steps have a response.
    let responses: Int
    /// The files that were skipped, and the steps that were not as expected.
    let lines: [String]
    private let files: Int

    init(_ recording: Recording, of reports: [ScenarioReport]) {
        let recorded = recording.files.filter { $0.skipped == nil }
        files = recorded.count
        responses = recorded.flatMap(\.steps).count { !$0.response.isNull }
        lines = reports.flatMap { report in
            let file = report.file
            if case .skipped(let reason) = report.outcome { return [Self.line("skipped", "\(file): \(reason)")] }
            return report.steps.compactMap { result in
                let step = "\(file) › \(result.step.name)"
                return switch result.outcome {
                case .passed: nil
                case .failed(let failures): Self.line("differs", "\(step): \(Self.text(of: failures))")
                case .skipped(let reason): Self.line("skipped", "\(step): \(reason)")
                }
            }
        }
    }

    /// The sentence about the file, without its name.
    var total: String {
        let responses = responses == 1 ? "1 response" : "\(responses) responses"
        return "recorded \(responses) of \(files == 1 ? "1 file" : "\(files) files")"
    }

    private static func line(_ word: String, _ text: String) -> String {
        "\(word)   \(ReportText.of(text).normalizedLine.withoutWorkflowCommands)"
    }

    private static func text(of failures: [StepFailure]) -> String {
        guard let first = failures.first else { return "" }
        let place = first.pointer.map { "\($0) " } ?? ""
        let more = failures.count > 1 ? ", and \(failures.count - 1) more" : ""
        return "\(place)\(first.message)\(more)"
    }
}
