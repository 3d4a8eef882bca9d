/// Names of one kind that steps define for later steps, such as those of snapshots.
struct StepNames {
    private(set) var names: [String] = []
    /// Whether a name is known only when the step runs.
    private var hasUnknown = false

    /// Adds a name; nil or a text with a variable for one that is not known yet.
    mutating func add(_ name: String?) {
        if let name, !VariableText.hasVariables(name) { names.append(name) } else { hasUnknown = true }
    }

    /// Whether the name may be that of an earlier step.
    func mayHave(_ name: String) -> Bool {
        hasUnknown || VariableText.hasVariables(name) || names.contains(name)
    }
}
