import Domain
import EmulatorCore

/// The hit of a rule whose broken answer is still to come.
struct OpenHit: Sendable {
    let plan: FaultPlan
    let name: FaultHitName

    /// Notes when the answer breaks: what repeats the request comes after it.
    func broke(at moment: Timestamp) { plan.broke(name, at: moment) }
}
