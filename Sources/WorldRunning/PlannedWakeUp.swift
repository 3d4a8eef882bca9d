import Domain
import NIOCore

/// The time at which a runner wakes up by itself, in wall time.
struct PlannedWakeUp: Sendable {
    let at: Timestamp
    let task: Scheduled<Void>
}
