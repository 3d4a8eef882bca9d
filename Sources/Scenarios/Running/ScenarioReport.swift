package import Domain

/// The results of the steps of one scenario file.
package struct ScenarioReport: Sendable {
    package enum Outcome: Sendable {
        case passed
        case failed
        /// No step was run.
        case skipped(reason: String)
    }

    /// The path under which the file was opened.
    package let file: String
    /// The name of the scenario.
    package let scenario: String
    /// The member `description`.
    package let description: String?
    /// The seed of its world; nil if another server has chosen it.
    package let seed: UInt64?
    /// Which repetition it is, from 1.
    package let repetition: Int
    package let outcome: Outcome
    /// The results in the order of the steps; steps after a failure are skipped.
    package let steps: [StepResult]
    /// When it began, in wall time.
    package let startedAt: Timestamp
    /// How long it took in wall time.
    package let took: Duration
}
