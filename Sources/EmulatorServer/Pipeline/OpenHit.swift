import Domain
import EmulatorCore

/// A hit of a fault rule on a request whose response is not broken yet.
struct OpenHit: Sendable {
    let plan: FaultPlan
    let name: FaultHitName

    /// Records when the response broke; only later requests can be its repeats.
    func broke(at moment: Timestamp) { plan.broke(name, at: moment) }
}
