import Documents
import OrderedCollections

extension SampleAttempt {
    /// The places of the items that `contains` requires.
    private struct Plan: Hashable {
        let offset: Int
        let isShared: Bool
        let avoidsMore: Bool
    }

    private static let maximumItems = 2_000

    mutating func array() -> JSONValue? {
        for plan in plans {
            guard let (items, isComplete) = build(plan) else { continue }
            if let value = accepted(.array(items), isComplete: isComplete) { return value }
            if let value = varied(items) { return value }
        }
        return nil
    }

    private var plans: OrderedSet<Plan> {
        let contained = facts.contained
        guard !contained.isEmpty else { return [Plan(offset: 0, isShared: false, avoidsMore: false)] }
        let hasMaximum = contained.contains { $0.maximum != nil }
        return [
            Plan(offset: facts.prefixCount, isShared: false, avoidsMore: hasMaximum),
            Plan(offset: facts.prefixCount, isShared: true, avoidsMore: hasMaximum),
            Plan(offset: 0, isShared: false, avoidsMore: hasMaximum),
            Plan(offset: 0, isShared: true, avoidsMore: hasMaximum),
            Plan(offset: 1, isShared: false, avoidsMore: hasMaximum),
        ]
    }

    /// The number of items; a small value has no more than necessary.
    private func count(needed: Int) -> Int {
        var count = max(facts.highest("minItems"), needed, facts.itemParts.isEmpty ? 0 : 1)
        if case .full = mode {
            count = max(count, facts.prefixCount)
            if facts.describesItems, search.fillsOptional(mode), facts.contained.isEmpty { count = max(count, 1) }
        }
        return min(count, facts.lowest("maxItems") ?? .max, Self.maximumItems)
    }

    /// The items so far, and the last one, which can be repeated.
    private struct Built {
        var items: [JSONValue] = []
        var isComplete = true
        var room = SampleAttempt.maximumSize
        var last: (goal: SampleGoal, value: JSONValue, size: Int)?

        mutating func repeatLast() -> Bool {
            guard let last, room > 0 else { return false }
            items.append(last.value)
            room -= last.size
            return true
        }
    }

    /// The items for a plan; nil if a small value needs more depth.
    private func build(_ plan: Plan) -> ([JSONValue], isComplete: Bool)? {
        let assigned = assign(plan)
        let needed = (assigned.keys.max() ?? -1) + 1
        let minimum = max(facts.highest("minItems"), needed, facts.itemParts.isEmpty ? 0 : 1)
        let isUnique = facts.all("uniqueItems").contains(true)
        let firstEqual = max(facts.prefixCount, needed, 1) + 1
        var built = Built()
        built.isComplete = minimum <= facts.lowest("maxItems") ?? .max && minimum <= Self.maximumItems
        for index in 0..<count(needed: needed) {
            if !isUnique, index >= firstEqual, built.repeatLast() { continue }
            var goal = goal(forItem: index, assigned, plan)
            search.budget.spend()
            if isUnique { goal.excluded = built.items }
            if index >= minimum, search.isOpen(goal) { break }
            guard built.room > 0 else {
                built.isComplete = false
                break
            }
            if built.last?.goal == goal, !goal.parts.isEmpty, built.repeatLast() { continue }
            guard add(goal, isRequired: index < minimum, to: &built) else { return nil }
            if built.items.count <= index || (!built.isComplete && index > 3) { break }
        }
        if facts.needsEqualItems, let first = built.items.first { built.items[built.items.count - 1] = first }
        return (built.items, built.isComplete)
    }

    /// Adds an item if one is found; returns false if a required item of a small value is not found.
    private func add(_ goal: SampleGoal, isRequired: Bool, to built: inout Built) -> Bool {
        let found = item(goal, built.items.count)
        guard !found.isValid else {
            let size = found.value.size(limit: built.room)
            search.budget.spend(size / 100)
            built.items.append(found.value)
            built.last = (goal, found.value, size)
            built.room -= size
            return true
        }
        guard isRequired else { return true }
        if case .small = mode { return false }
        built.isComplete = false
        built.items.append(found.value)
        return true
    }

    private func item(_ goal: SampleGoal, _ index: Int) -> FoundSample {
        guard goal.parts.isEmpty else { return search.find(goal, mode.inner) }
        var number = index + 1
        while goal.excluded.contains(.integer(number)) { number += 1 }
        return FoundSample(value: .integer(number), isValid: true)
    }

    /// The parts that `contains` adds to the goals of items, by index.
    private func assign(_ plan: Plan) -> [Int: [SamplePart]] {
        var assigned: [Int: [SamplePart]] = [:]
        var next = plan.offset
        for (part, minimum, _) in facts.contained {
            if plan.isShared { next = plan.offset }
            for _ in 0..<min(minimum, Self.maximumItems) {
                assigned[next, default: []].append(part)
                next += 1
            }
        }
        return assigned
    }

    private func goal(forItem index: Int, _ assigned: [Int: [SamplePart]], _ plan: Plan) -> SampleGoal {
        var goal = facts.goal(forItem: index)
        goal.parts += assigned[index] ?? []
        if index == 0 { goal.parts += facts.itemParts }
        guard plan.avoidsMore else { return goal }
        for (part, _, maximum) in facts.contained where maximum != nil && assigned[index]?.contains(part) != true {
            goal.parts.append(part.negated)
        }
        return goal
    }

    /// The list with another item at an index, so that the list differs from the used ones; nil if none is found.
    private func changed(_ items: [JSONValue], _ index: Int, _ used: [JSONValue]) -> JSONValue? {
        var goal = facts.goal(forItem: index)
        var rest = items
        rest.remove(at: index)
        goal.excluded = used.compactMap { value in
            guard var other = value.array, other.count == items.count else { return nil }
            let own = other.remove(at: index)
            return other == rest ? own : nil
        }
        if facts.all("uniqueItems").contains(true) { goal.excluded += rest }
        let found =
            goal.parts.isEmpty
            ? FoundSample(value: .integer(used.count + items.count + index), isValid: true)
            : search.find(goal, mode.inner)
        guard found.isValid else { return nil }
        var other = items
        other[index] = found.value
        return .array(other)
    }

    /// If the list has been used before, a list with one item changed or some added; nil if none is accepted.
    private mutating func varied(_ items: [JSONValue]) -> JSONValue? {
        let used = goal.excluded + facts.excludedValues
        guard used.contains(.array(items)) else { return nil }
        for base in [items] + used.prefix(50).compactMap(\.array) {
            for index in base.indices.prefix(4) {
                guard !search.budget.isExhausted else { return nil }
                let other = changed(base, index, used)
                if let value = other.flatMap({ accepted($0) }) { return value }
            }
        }
        var longer = items
        while longer.count < items.count + used.count + 1, longer.count < 100 {
            let found = item(facts.goal(forItem: longer.count), longer.count)
            guard found.isValid else { return nil }
            longer.append(found.value)
            if let value = accepted(.array(longer)) { return value }
        }
        return nil
    }
}
