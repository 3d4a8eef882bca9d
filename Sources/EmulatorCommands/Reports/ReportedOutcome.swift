/// The outcome of a file or of a step; the raw value is the word in reports for programs.
enum ReportedOutcome: String {
    case passed, failed, skipped

    /// The mark before a step.
    var mark: String {
        switch self {
        case .passed: "✓"
        case .failed: "✗"
        case .skipped: "○"
        }
    }
}
