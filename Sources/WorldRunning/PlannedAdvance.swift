import EmulatorCore

/// An advance that waits for its turn.
struct PlannedAdvance: Sendable {
    let step: ClockStep
    let completion: @Sendable (Result<AdvanceReport, AdvanceRefusal>) -> Void
}
