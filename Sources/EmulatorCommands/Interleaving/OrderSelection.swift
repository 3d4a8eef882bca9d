/// The orders of arrival that a contract test tries.
enum OrderSelection: Sendable {
    /// At most so many orders of each file.
    case all(limit: Int)
    /// The order of one step.
    case one(StepOrder)
}
