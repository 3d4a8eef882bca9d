/// The error that ends a step, with what was not as expected.
struct StepError: Error {
    /// At least one finding.
    let failures: [StepFailure]

    init(_ failures: [StepFailure]) {
        self.failures = failures
    }

    init(_ failure: StepFailure) {
        failures = [failure]
    }
}
