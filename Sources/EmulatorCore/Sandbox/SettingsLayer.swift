import Domain

/// Settings that were given without a key: what every sandbox starts with on top of its baseline.
struct SettingsLayer: Sendable {
    /// Settings of the organization, those of all calls in one.
    var organization = OrganizationPatch()
    /// How webhooks are delivered.
    var policy: WebhookPolicy?
    /// What goes wrong in every sandbox, the scenario's rules first.
    var faults: [FaultRule] = []
    private var scenarioFaults: Set<String> = []
    /// The clock.
    var clock: WorldClock?

    /// Nothing but what the scenario of all sandboxes breaks.
    init(of baseline: Baseline) {
        replaceScenarioFaults(by: baseline.faults)
    }

    /// What was added to the scenario's rules: this much holds for a sandbox that has a scenario of its own.
    var addedFaults: [FaultRule] { faults.filter { !scenarioFaults.contains($0.id) } }

    /// Puts other rules in the place of those of the scenario.
    mutating func replaceScenarioFaults(by rules: [FaultRule]) {
        faults = rules.map(\.fresh) + addedFaults
        scenarioFaults = Set(rules.map(\.id))
    }
}
