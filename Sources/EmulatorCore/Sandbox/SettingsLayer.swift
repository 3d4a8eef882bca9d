import Domain

/// Settings of control requests without a key, which every sandbox starts with on top of its baseline.
struct SettingsLayer: Sendable {
    /// The settings of the organization, merged from all requests.
    var organization = OrganizationPatch()
    /// How webhooks are delivered.
    var policy: WebhookPolicy?
    /// The keyless fault rules, those of the scenario first.
    var faults: [FaultRule] = []
    private var scenarioFaults: Set<String> = []
    var clock: WorldClock?

    /// A layer with only the fault rules of the baseline of all sandboxes.
    init(of baseline: Baseline) {
        replaceScenarioFaults(by: baseline.faults)
    }

    /// The fault rules that are not from the scenario; a sandbox with a scenario of its own gets only these.
    var addedFaults: [FaultRule] { faults.filter { !scenarioFaults.contains($0.id) } }

    /// Replaces the rules of the scenario and keeps the others.
    mutating func replaceScenarioFaults(by rules: [FaultRule]) {
        faults = rules.map(\.fresh) + addedFaults
        scenarioFaults = Set(rules.map(\.id))
    }
}
