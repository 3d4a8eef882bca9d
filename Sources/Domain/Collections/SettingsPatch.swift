/// A change of some settings: properties that it sets take its values, the others keep theirs.
///
/// `patch.mode = .automatic` sets a property; nil takes it out of the patch again.
@dynamicMemberLookup
package struct SettingsPatch<Settings: Sendable>: Sendable {
    private struct Assignment: Sendable {
        let property: any PartialKeyPath<Settings> & Sendable
        let value: any Hashable & Sendable
        let assign: @Sendable (inout Settings) -> Void
    }

    /// At most one for each property.
    private var assignments: [Assignment] = []

    /// A patch that changes nothing.
    package init() {}

    /// The value that the patch sets for a property; nil if the property keeps its value.
    package subscript<Value: Hashable & Sendable>(
        dynamicMember property: any WritableKeyPath<Settings, Value> & Sendable
    ) -> Value? {
        // Not `?.value as?`: for an optional property that would turn a missing assignment into one of nil.
        get { assignments.first { $0.property == property }.flatMap { $0.value as? Value } }
        set {
            assignments.removeAll { $0.property == property }
            guard let newValue else { return }
            assignments.append(Assignment(property: property, value: newValue) { $0[keyPath: property] = newValue })
        }
    }

    /// The settings after the change.
    func applied(to settings: Settings) -> Settings {
        assignments.reduce(into: settings) { settings, assignment in assignment.assign(&settings) }
    }

    /// The one patch that does what this one and a later one do in turn.
    func merged(with later: SettingsPatch) -> SettingsPatch {
        var merged = later
        merged.assignments += assignments.filter { mine in
            !later.assignments.contains { $0.property == mine.property }
        }
        return merged
    }
}

extension SettingsPatch: Hashable {
    /// Whether both patches set the same properties to the same values.
    package static func == (left: SettingsPatch, right: SettingsPatch) -> Bool { left.values == right.values }

    /// Hashes what the patch sets.
    package func hash(into hasher: inout Hasher) { hasher.combine(values) }

    private var values: [PartialKeyPath<Settings>: AnyHashable] {
        Dictionary(assignments.map { ($0.property, AnyHashable($0.value)) }) { first, _ in first }
    }
}
