import Domain
import NIOCore

/// The time at which a runner wakes up by itself.
struct PlannedWakeUp: Sendable {
    /// How far the wall clock may move before the deadline is planned again; reading two clocks takes some of it.
    private static let tolerance = TimeAmount.milliseconds(5)

    /// The time in wall time.
    let at: Timestamp
    /// When the task runs, whatever happens to the wall clock meanwhile.
    let deadline: NIODeadline
    let task: Scheduled<Void>

    /// Whether the wake-up is planned for that time, and happens at that deadline or close to it.
    func isPlanned(at moment: Timestamp, deadline expected: NIODeadline) -> Bool {
        at == moment && deadline <= expected + Self.tolerance && expected <= deadline + Self.tolerance
    }
}
