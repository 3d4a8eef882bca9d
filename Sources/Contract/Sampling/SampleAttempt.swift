import Documents
import OrderedCollections

/// An attempt to make a value for a goal, with one option chosen wherever the schemas have several.
struct SampleAttempt {
    let search: SampleSearch
    let goal: SampleGoal
    let facts: SampleFacts
    let mode: SampleSearch.Mode
    /// The first value that was tried.
    private(set) var rejected: JSONValue?
    /// The first rejected value whose parts are all valid.
    private(set) var complete: JSONValue?

    init(search: SampleSearch, goal: SampleGoal, facts: SampleFacts, mode: SampleSearch.Mode) {
        self.search = search
        self.goal = goal
        self.facts = facts
        self.mode = mode
    }

    /// The maximum size of a value; a larger one is cut off and is then not valid.
    static let maximumSize = 10_000

    /// How many values are excluded because they have been used before.
    var variation: Int { goal.excluded.count }

    /// A value that meets the goal: an example, default or the like, else one that is made; nil if none is found.
    mutating func run() -> JSONValue? {
        for value in facts.namedValues {
            guard !search.budget.isExhausted else { return nil }
            if let value = accepted(withoutHidden(value)) { return value }
        }
        for type in facts.typesInOrder {
            if let value = value(of: type) { return value }
        }
        return nil
    }

    private mutating func value(of type: TypeSet) -> JSONValue? {
        if type.contains(.object) { return object() }
        if type.contains(.array) { return array() }
        if type.contains(.string) {
            let texts = SampleTexts(facts: facts, variation: variation)
            return first(of: texts.likely) ?? first(of: texts.searched(search))
        }
        if type.contains(.number) || type.contains(.integer) {
            return first(of: SampleNumbers(facts: facts, variation: variation).candidates)
        }
        return first(of: type.contains(.boolean) ? [true, false] : [.null])
    }

    private mutating func first(of candidates: [JSONValue]) -> JSONValue? {
        for candidate in candidates {
            guard !search.budget.isExhausted else { return nil }
            if let text = candidate.string { search.budget.spend(text.utf8.count / 2_000) }
            if let value = accepted(candidate) { return value }
        }
        return nil
    }

    /// The value if it meets the goal, else nil.
    mutating func accepted(_ value: JSONValue, isComplete: Bool = true) -> JSONValue? {
        rejected = rejected ?? value
        guard isComplete, !facts.excludedValues.contains(value) else { return nil }
        if search.accepts(value, goal) { return value }
        complete = complete ?? value
        return nil
    }

    /// An example without the optional properties that are hidden in this direction.
    private func withoutHidden(_ value: JSONValue) -> JSONValue {
        guard case .object(let members) = value else { return value }
        let required = facts.required
        return .object(
            members.filter { name, _ in required.contains(name) || !search.isHidden(facts.goal(forProperty: name)) }
        )
    }
}
