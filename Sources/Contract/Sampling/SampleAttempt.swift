import Documents
import OrderedCollections

/// One attempt at a value for a goal, with one way taken wherever there are several.
struct SampleAttempt {
    let search: SampleSearch
    let goal: SampleGoal
    let facts: SampleFacts
    let mode: SampleSearch.Mode
    /// The first value that did not fulfil the goal.
    private(set) var rejected: JSONValue?
    /// The first of these whose parts do fulfil theirs.
    private(set) var complete: JSONValue?

    init(search: SampleSearch, goal: SampleGoal, facts: SampleFacts, mode: SampleSearch.Mode) {
        self.search = search
        self.goal = goal
        self.facts = facts
        self.mode = mode
    }

    /// How large a value may become; what is larger is cut off, and not valid then.
    static let maximumSize = 10_000

    /// How many values have been used before and may not come again.
    var variation: Int { goal.excluded.count }

    /// A value that fulfils the goal: one that the schemas name, or one of a type that they allow.
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

    /// The value, if it fulfils the goal.
    mutating func accepted(_ value: JSONValue, isComplete: Bool = true) -> JSONValue? {
        rejected = rejected ?? value
        guard isComplete, !facts.excludedValues.contains(value) else { return nil }
        if search.accepts(value, goal) { return value }
        complete = complete ?? value
        return nil
    }

    /// An example without the optional properties that do not go this way.
    private func withoutHidden(_ value: JSONValue) -> JSONValue {
        guard case .object(let members) = value else { return value }
        let required = facts.required
        return .object(
            members.filter { name, _ in required.contains(name) || !search.isHidden(facts.goal(forProperty: name)) }
        )
    }
}
