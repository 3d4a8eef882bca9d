import Documents

/// The error that ends a step, with what was not as expected.
struct StepError: Error {
    /// At least one finding.
    let failures: [StepFailure]
    /// Whether the remaining steps of the file are skipped.
    let endsFile: Bool
    /// What the step needs and an earlier step has not left, as a sentence; nil if the step has failed by itself.
    private(set) var missing: String?

    init(_ failures: [StepFailure], endsFile: Bool = true) {
        self.failures = failures
        self.endsFile = endsFile
    }

    init(_ failure: StepFailure) {
        self.init([failure])
    }

    /// The error of a step that cannot be run without what an earlier step should have left.
    init(missing: String, at location: SourceLocation) {
        self.init(StepFailure(missing, at: location))
        self.missing = missing
    }
}
