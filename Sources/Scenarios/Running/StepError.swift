/// The error that ends a step, with what was not as expected.
struct StepError: Error {
    /// At least one finding.
    let failures: [StepFailure]
    /// Whether the remaining steps of the file are skipped.
    let endsFile: Bool

    init(_ failures: [StepFailure], endsFile: Bool = true) {
        self.failures = failures
        self.endsFile = endsFile
    }

    init(_ failure: StepFailure) {
        self.init([failure])
    }
}
