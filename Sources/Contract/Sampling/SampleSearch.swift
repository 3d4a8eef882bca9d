import Documents
import OrderedCollections

/// Searches for a value that meets a goal, and for the values of its parts.
///
/// It first searches for a full value with optional properties. Where a schema refers to itself, or no full value is
/// found, it searches for the smallest value: first without nesting, then with one level, and so on. The results, and
/// the depths without a result, are kept for each goal, so that no search is repeated.
final class SampleSearch {
    enum Mode {
        /// Optional properties are included down to ``fullLevel``; `level` is the current one.
        case full(level: Int)
        /// Everything optional is left out, and the value has at most `depth` levels.
        case small(depth: Int)

        var inner: Mode {
            switch self {
            case .full(let level): .full(level: level + 1)
            case .small(let depth): .small(depth: depth - 1)
            }
        }
    }

    private struct FullKey: Hashable {
        let goal: SampleGoal
        let level: Int
    }

    /// Optional properties are left out below this level.
    private static let fullLevel = 4
    private static let maximumLevel = 10
    private static let maximumDepth = 16
    private static let maximumTries = 150

    let graph: SampleGraph
    let direction: SampleDirection
    var budget = SampleBudget()
    private var stack: Set<SampleGoal> = []
    private var fullSamples: [FullKey: FoundSample] = [:]
    private var smallSamples: [SampleGoal: JSONValue] = [:]
    /// The depth to which a goal was searched without a result; `Int.max` if more depth does not help.
    private var failedDepths: [SampleGoal: Int] = [:]
    /// Whether the depth limit has cut off a search that might have found something deeper.
    private var wasCut = false
    private var usualFacts: [SampleGoal: SampleFacts] = [:]
    private var hiddenGoals: [SampleGoal: Bool] = [:]

    init(_ library: SchemaLibrary, _ direction: SampleDirection) {
        graph = SampleGraph(library)
        self.direction = direction
    }

    // MARK: Samples

    /// A value for the schema at a place.
    func sample(of place: SchemaLocation, _ budget: SampleBudget) -> Sample {
        self.budget = budget
        let goal = self.goal(at: place)
        let found = find(goal, .full(level: 1))
        if !found.isValid, self.budget.isExhausted {
            self.budget = budget
            let small = smallest(goal)
            if small.isValid { return Sample(value: small.value, isValid: true) }
        }
        return Sample(value: found.value, isValid: found.isValid)
    }

    /// Whether a valid value, with or without optional parts, is found for the schema at a place.
    func hasSmallSample(of place: SchemaLocation, _ budget: SampleBudget) -> Bool {
        self.budget = budget
        return smallest(goal(at: place)).isValid
    }

    private func goal(at place: SchemaLocation) -> SampleGoal {
        SampleGoal(parts: [SamplePart(node: graph.node(at: place).number, scope: 0)])
    }

    // MARK: Finding

    /// The best value that is found for a goal.
    func find(_ goal: SampleGoal, _ mode: Mode) -> FoundSample {
        guard !budget.isExhausted else { return FoundSample(value: guess(goal), isValid: false) }
        budget.spend(1 + goal.excluded.count / 16)
        switch mode {
        case .full(let level): return findFull(goal, level: level)
        case .small(let depth): return findSmall(goal, depth: depth)
        }
    }

    /// Whether the goal is being searched for already, so that its value would contain itself.
    func isOpen(_ goal: SampleGoal) -> Bool {
        guard !goal.excluded.isEmpty else { return stack.contains(goal) }
        return stack.contains(SampleGoal(parts: goal.parts, isName: goal.isName))
    }

    /// Whether optional properties are included.
    func fillsOptional(_ mode: Mode) -> Bool {
        switch mode {
        case .full(let level): level <= Self.fullLevel && budget.allowsOptional
        case .small: false
        }
    }

    private func findFull(_ goal: SampleGoal, level: Int) -> FoundSample {
        let key = FullKey(goal: goal, level: min(level, Self.fullLevel + 1))
        if goal.excluded.isEmpty, let known = fullSamples[key] { return known }
        var open = goal
        open.excluded = []
        guard level <= Self.maximumLevel, budget.allowsOptional, stack.insert(open).inserted else {
            return smallest(goal)
        }
        var found = search(goal, .full(level: level))
        stack.remove(open)
        if !found.isValid {
            let small = smallest(goal)
            if small.isValid { found = small }
        }
        if goal.excluded.isEmpty, !budget.isExhausted { fullSamples[key] = found }
        return found
    }

    private func smallest(_ goal: SampleGoal) -> FoundSample {
        for depth in 0...Self.maximumDepth {
            let found = findSmall(goal, depth: depth)
            if found.isValid || budget.isExhausted || failedDepths[goal] == .max { return found }
        }
        return FoundSample(value: guess(goal), isValid: false)
    }

    private func findSmall(_ goal: SampleGoal, depth: Int) -> FoundSample {
        if let known = smallSamples[goal] { return FoundSample(value: known, isValid: true) }
        let failedDepth = failedDepths[goal] ?? -1
        guard depth > failedDepth else {
            if failedDepth != .max || depth < 0 { wasCut = true }
            return FoundSample(value: guess(goal), isValid: false)
        }
        let outerCut = wasCut
        wasCut = false
        let found = search(goal, .small(depth: depth))
        if found.isValid {
            smallSamples[goal] = found.value
            wasCut = outerCut
        } else {
            if !budget.isExhausted { failedDepths[goal] = wasCut ? depth : .max }
            wasCut = outerCut || wasCut
        }
        return found
    }

    /// Tries combinations of options: first the default ones, then those that differ in one choice, and so on.
    private func search(_ goal: SampleGoal, _ mode: Mode) -> FoundSample {
        var queue: [[SampleChoice: Int]] = [[:]]
        var known: Set<[SampleChoice: Int]> = [[:]]
        var best: JSONValue?
        var next = 0
        while next < queue.count, next < Self.maximumTries, !budget.isExhausted {
            let chosen = queue[next]
            next += 1
            let facts = facts(goal, chosen)
            if !facts.isImpossible {
                var attempt = SampleAttempt(search: self, goal: goal, facts: facts, mode: mode)
                if let value = attempt.run() { return FoundSample(value: value, isValid: true) }
                best = best ?? attempt.rejected
                if let value = attempt.complete, let repaired = repaired(value, facts, chosen),
                    known.insert(repaired).inserted
                {
                    queue.insert(repaired, at: next)
                }
            }
            for (choice, count) in facts.options where queue.count < Self.maximumTries * 2 {
                for option in 0..<count where option != chosen[choice] ?? choice.usual {
                    budget.spend()
                    var other = chosen
                    other[choice] = option
                    if known.insert(other).inserted { queue.append(other) }
                }
            }
        }
        return FoundSample(value: best ?? guess(goal), isValid: false)
    }

    /// Choices that exclude other `oneOf` branches that a value matches, and take the `then` or `else` that applies.
    private func repaired(
        _ value: JSONValue,
        _ facts: SampleFacts,
        _ chosen: [SampleChoice: Int]
    ) -> [SampleChoice: Int]? {
        var choices = chosen
        for (choice, branches, taken) in facts.alternatives {
            for (index, branch) in branches.enumerated() where index != taken && passes(value, branch) {
                choices[SampleChoice(node: choice.node, scope: choice.scope, kind: .unlike(index))] = 1
            }
        }
        for (choice, condition) in facts.conditions
        where chosen[choice].flatMap(SampleCondition.init(rawValue:))?.isStrict != true {
            choices[choice] = (passes(value, condition) ? SampleCondition.then : .else).rawValue
        }
        return choices == chosen ? nil : choices
    }

    /// A simple value of a type that the goal allows.
    private func guess(_ goal: SampleGoal) -> JSONValue {
        guard !budget.isExhausted, let part = goal.parts.first else { return .null }
        let types = TypeSet(graph.nodes[part.node].members["type"] ?? "object")
        if types.contains(.null) { return .null }
        if types.contains(.string) { return "text" }
        if types.contains(.array) { return [] }
        if types.contains(.boolean) { return true }
        return types.contains(.integer) ? 1 : [:]
    }

    // MARK: Checking

    /// Whether a value meets a goal.
    func accepts(_ value: JSONValue, _ goal: SampleGoal) -> Bool {
        guard !goal.excluded.contains(value), !goal.isName || value.string != nil else { return false }
        return goal.parts.allSatisfy { passes(value, $0) }
    }

    private func passes(_ value: JSONValue, _ part: SamplePart) -> Bool {
        guard !budget.isExhausted else { return false }
        let scope = graph.resources(in: part.scope)
        var evaluation = Evaluation(scope: scope, maximumSteps: budget.remaining * 6)
        let passes = graph.nodes[part.node].schema.validate(value, &evaluation)
        budget.spend(1 + evaluation.steps / 5)
        return !evaluation.isExhausted && passes != part.isNegated
    }

    /// Whether `readOnly` or `writeOnly` hides a value for the goal in this direction.
    func isHidden(_ goal: SampleGoal) -> Bool {
        if let known = hiddenGoals[goal] { return known }
        let isHidden = facts(goal, [:]).all(direction.hidingKeyword).contains(true)
        hiddenGoals[goal] = isHidden
        return isHidden
    }

    /// The facts of a goal with these choices; those without choices are cached, as they are used often.
    private func facts(_ goal: SampleGoal, _ chosen: [SampleChoice: Int]) -> SampleFacts {
        let isUsual = chosen.isEmpty && goal.excluded.isEmpty
        if isUsual, let known = usualFacts[goal] { return known }
        let facts = SampleFacts(goal, chosen, graph)
        budget.spend(facts.cost)
        if isUsual { usualFacts[goal] = facts }
        return facts
    }
}
