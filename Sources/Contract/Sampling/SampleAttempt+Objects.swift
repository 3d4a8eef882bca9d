import Documents
import OrderedCollections

extension SampleAttempt {
    /// The properties so far, whether the required ones are all valid, and the remaining size.
    private typealias Built = (members: JSONObject, isComplete: Bool, room: Int)

    mutating func object() -> JSONValue? {
        var filled: JSONObject?
        if search.fillsOptional(mode) {
            guard let built = build(fills: true) else { return nil }
            if let value = accepted(.object(built.members), isComplete: built.isComplete) { return value }
            if let value = varied(built.members) { return value }
            filled = built.members
        }
        guard let built = build(fills: false) else { return nil }
        if let value = accepted(.object(built.members), isComplete: built.isComplete) {
            guard let filled else { return value }
            return grown(from: built.members, towards: filled)
        }
        return built.isComplete ? varied(built.members) : nil
    }

    /// The required properties and, if `fills` is true, optional ones; nil if no object is possible in this way.
    private func build(fills: Bool) -> Built? {
        var built: Built = ([:], true, Self.maximumSize)
        let required = facts.required
        guard facts.excludedNames.isDisjoint(with: required) else { return nil }
        let named = facts.namedBranches.keys.filter { !facts.excludedNames.contains($0) }
        let room = (facts.lowest("maxProperties") ?? .max) - required.count
        var optional = 0
        search.budget.spend(facts.propertyNames.count / 8)
        for name in facts.propertyNames {
            if required.contains(name) || named.contains(name) {
                guard add(name, to: &built, isRequired: required.contains(name)) else { return nil }
            } else if fills, optional < room, search.fillsOptional(mode), isUsual(name) {
                if add(name, to: &built, isRequired: false) { optional += 1 }
            }
        }
        for name in required where built.members[name] == nil {
            guard add(name, to: &built, isRequired: true) else { return nil }
        }
        for name in named.sorted() where built.members[name] == nil { _ = add(name, to: &built, isRequired: false) }
        guard addDependent(to: &built), addFurther(to: &built) else { return nil }
        return built
    }

    /// Adds a property if a value is found; returns false if a required one of a small value is not found.
    private func add(_ name: String, to built: inout Built, isRequired: Bool) -> Bool {
        guard !search.budget.isExhausted, built.room > 0 else {
            built.isComplete = false
            return true
        }
        let goal = facts.goal(forProperty: name)
        if !isRequired, search.isOpen(goal) { return true }
        if let value = facts.namedBranches[name], search.accepts(value, goal) {
            built.members[name] = value
            return true
        }
        let found = goal.parts.isEmpty ? FoundSample(value: "text", isValid: true) : search.find(goal, mode.inner)
        guard !found.isValid else {
            built.members[name] = found.value
            built.room -= found.value.size(limit: built.room)
            return true
        }
        guard isRequired else { return true }
        built.isComplete = false
        built.members[name] = found.value
        built.room -= found.value.size(limit: built.room)
        if case .small = mode { return false }
        return true
    }

    /// Whether an optional property is included: without `x-switch`, and not hidden in this direction.
    private func isUsual(_ name: String) -> Bool {
        guard !facts.excludedNames.contains(name) else { return false }
        search.budget.spend()
        let goal = facts.goal(forProperty: name)
        let isSwitched = goal.parts.contains { search.graph.nodes[$0.node].members["x-switch"] != nil }
        return !isSwitched && !search.isHidden(goal)
    }

    /// Adds the properties that `dependentRequired` demands.
    private func addDependent(to built: inout Built) -> Bool {
        var next = 0
        while next < built.members.count {
            for name in facts.names(requiredBy: built.members.keys[next]) where built.members[name] == nil {
                guard !facts.excludedNames.contains(name), add(name, to: &built, isRequired: true) else { return false }
            }
            next += 1
        }
        return true
    }

    /// Adds properties until there are `minProperties`.
    private func addFurther(to built: inout Built) -> Bool {
        let minimum = facts.highest("minProperties")
        let known = facts.propertyNames
        if built.members.count < minimum {
            let isHidden = { (name: String) in search.isHidden(facts.goal(forProperty: name)) }
            let spare = known.filter { built.members[$0] == nil && !facts.excludedNames.contains($0) }
            for name in spare.filter({ !isHidden($0) }) + spare.filter(isHidden) where built.members.count < minimum {
                guard add(name, to: &built, isRequired: false), !search.budget.isExhausted else { return false }
            }
        }
        if facts.needsUnknownProperty {
            let name = (1...).lazy.map { "key\($0)" }.first { !known.contains($0) }
            if let name { built.members[name] = "text" }
        }
        guard built.members.count < minimum else { return true }
        for name in furtherNames(count: min(minimum, 300) - built.members.count, besides: built.members.keys) {
            guard add(name, to: &built, isRequired: false), !search.budget.isExhausted else { return false }
        }
        if built.members.count < minimum { built.isComplete = false }
        return true
    }

    /// Names for properties that the schemas do not declare.
    private func furtherNames(count: Int, besides known: OrderedSet<String>) -> [String] {
        var names: OrderedSet<String> = []
        var tries = 0
        let patterns = facts.schemas.flatMap { node, _ in
            (node.members["patternProperties"]?.object ?? [:]).keys.compactMap { search.graph.pattern($0, of: node) }
        }
        var candidates: [String] = patterns.flatMap { pattern in
            var texts = PatternTextSearch(matching: [pattern], notMatching: [], work: 3_000)
            let found = texts.texts(minimum: 0, maximum: 100, count: count * 2)
            search.budget.spend((3_000 - texts.work) / 8)
            return found
        }
        candidates += (1...max(count, 1)).map { "key\($0)" }
        for name in candidates where names.count < count && !known.contains(name) && isPossible(name) {
            names.append(name)
        }
        guard var goal = facts.nameGoal else { return names.elements }
        goal.isName = true
        goal.excluded = (known.elements + names.elements).map(JSONValue.string)
        while names.count < count, tries < count, !search.budget.isExhausted {
            tries += 1
            let found = search.find(goal, .full(level: 5))
            guard found.isValid, let name = found.value.string else { break }
            goal.excluded.append(found.value)
            if isPossible(name) { names.append(name) }
        }
        return names.elements
    }

    /// Whether the object may have a property with this name.
    private func isPossible(_ name: String) -> Bool {
        guard !facts.excludedNames.contains(name) else { return false }
        if let goal = facts.nameGoal, !search.accepts(.string(name), goal) { return false }
        let goal = facts.goal(forProperty: name)
        return goal.parts.isEmpty || search.find(goal, mode.inner).isValid
    }

    // MARK: Changes

    /// The object with all optional properties of `filled` that are accepted, added one by one.
    private mutating func grown(from base: JSONObject, towards filled: JSONObject) -> JSONValue {
        var names = Set(base.keys)
        var best = base
        for name in filled.keys where !names.contains(name) {
            guard search.budget.allowsOptional else { break }
            let members = filled.filter { $0.key == name || names.contains($0.key) }
                .merging(base) { _, own in own }
            guard search.accepts(.object(members), goal) else { continue }
            names.insert(name)
            best = members
        }
        return .object(best)
    }

    /// The object with another value of a property, so that it differs from the used objects; nil if none is found.
    private func changed(_ members: JSONObject, _ name: String, _ used: [JSONValue]) -> JSONValue? {
        var goal = facts.goal(forProperty: name)
        guard !goal.parts.isEmpty, facts.namedBranches[name] == nil else { return nil }
        var rest = members
        rest[name] = nil
        goal.excluded = used.compactMap { value in
            guard var other = value.object, let own = other[name] else { return nil }
            other[name] = nil
            return JSONValue.object(other) == .object(rest) ? own : nil
        }
        let found = search.find(goal, mode.inner)
        guard found.isValid else { return nil }
        var other = members
        other[name] = found.value
        return .object(other)
    }

    /// If the object has been used before, an object with one property changed or added; nil if none is accepted.
    private mutating func varied(_ members: JSONObject) -> JSONValue? {
        let used = goal.excluded + facts.excludedValues
        guard used.contains(.object(members)) else { return nil }
        for base in [members] + used.prefix(50).compactMap(\.object) {
            for name in base.keys {
                guard !search.budget.isExhausted else { return nil }
                let other = changed(base, name, used)
                if let value = other.flatMap({ accepted($0) }) { return value }
            }
        }
        var other = members
        other["key\(used.count)"] = "text"
        return accepted(.object(other))
    }
}
