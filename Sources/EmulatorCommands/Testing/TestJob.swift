import Scenarios

/// A scenario that is to be run, and which repetition it is, from 1.
struct TestJob: Sendable {
    let scenario: Scenario
    let repetition: Int
}
