import Documents
import OrderedCollections

/// Makes a value that a schema accepts, the same one each time.
struct SampleGenerator {
    let library: SchemaLibrary
    /// Optional properties are left out below this depth, which ends most recursion.
    private static let fullDepth = 4
    private static let maximumDepth = 24
    /// How many values may be tried for one sample in all.
    private static let maximumAttempts = 2_000

    /// A value for the schema at that place; the best guess if none that it accepts is found.
    func sample(of place: SchemaLocation) -> JSONValue {
        var attempts = 0
        return sample(of: place, depth: 0, &attempts)
    }

    private func sample(of place: SchemaLocation, depth: Int, _ attempts: inout Int) -> JSONValue {
        let schema = library.schema(at: place)
        var best: JSONValue?
        var branch = 0
        var branchCount = 1
        while branch < branchCount {
            for takesThen in [true, false] {
                for fillsOptional in depth < Self.fullDepth ? [true, false] : [false] {
                    let choice = SampleFacts.Choice(branch: branch, takesThen: takesThen, fillsOptional: fillsOptional)
                    let facts = SampleFacts(place, choice, library)
                    branchCount = min(facts.branchCount, 40)
                    attempts += 1
                    for candidate in candidates(facts, choice, depth, &attempts) {
                        var probe = Evaluation(collects: false)
                        if schema.validate(candidate, &probe) { return candidate }
                        best = best ?? candidate
                    }
                    if attempts > Self.maximumAttempts { return best ?? .null }
                }
            }
            branch += 1
        }
        return best ?? .null
    }

    private func candidates(
        _ facts: SampleFacts,
        _ choice: SampleFacts.Choice,
        _ depth: Int,
        _ attempts: inout Int
    ) -> [JSONValue] {
        var given = facts.all("const") + facts.all("example") + facts.all("examples").compactMap { $0[0] }
        given += facts.all("default") + facts.all("enum").flatMap { $0.array ?? [] }
        let type = facts.type
        if type.contains(.object), depth < Self.maximumDepth {
            return given + [object(facts, choice, depth, &attempts)]
        }
        if type.contains(.array), depth < Self.maximumDepth { return given + [array(facts, depth, &attempts)] }
        if type.contains(.string) { return given + SampleScalars(facts: facts).strings }
        if type.contains(.integer) || type.contains(.number) { return given + SampleScalars(facts: facts).numbers }
        if type.contains(.boolean) { return given + [true, false] }
        return given + [.null]
    }

    // MARK: Objects and lists

    private func object(
        _ facts: SampleFacts,
        _ choice: SampleFacts.Choice,
        _ depth: Int,
        _ attempts: inout Int
    ) -> JSONValue {
        var members = JSONObject()
        let required = facts.required
        for (name, place) in facts.properties where required.contains(name) || choice.fillsOptional {
            guard required.contains(name) || isUsual(place) else { continue }
            members[name] = sample(of: place, depth: depth + 1, &attempts)
        }
        for name in required where members[name] == nil { members[name] = other(facts, depth, &attempts) }
        let minimum = Int(facts.highest("minProperties") ?? 0)
        for (name, place) in facts.properties where members.count < minimum && members[name] == nil {
            members[name] = sample(of: place, depth: depth + 1, &attempts)
        }
        var number = 1
        while members.count < min(minimum, 100) {
            members["key\(number)"] = other(facts, depth, &attempts)
            number += 1
        }
        return .object(members)
    }

    /// Whether a property is there by default, and schemas allow it at all.
    private func isUsual(_ place: SchemaLocation) -> Bool {
        let schema = library.index.value(at: place)
        return schema?["x-switch"] == nil && schema?.bool != false && schema?["not"] == nil
    }

    /// A value for a property that has no schema of its own.
    private func other(_ facts: SampleFacts, _ depth: Int, _ attempts: inout Int) -> JSONValue {
        for (members, place) in facts.schemas where members["additionalProperties"]?.object != nil {
            return sample(of: place.appending("additionalProperties"), depth: depth + 1, &attempts)
        }
        return "text"
    }

    private func array(_ facts: SampleFacts, _ depth: Int, _ attempts: inout Int) -> JSONValue {
        var items: [JSONValue] = []
        var rest: SchemaLocation?
        for (members, place) in facts.schemas {
            for index in items.count..<max(items.count, members["prefixItems"]?.array?.count ?? 0) {
                items.append(sample(of: place.appending(["prefixItems", String(index)]), depth: depth + 1, &attempts))
            }
            if rest == nil, members["items"]?.object != nil { rest = place.appending("items") }
            guard items.isEmpty, members["contains"] != nil else { continue }
            items.append(sample(of: place.appending("contains"), depth: depth + 1, &attempts))
        }
        let maximum = Int(facts.lowest("maxItems") ?? 100)
        var minimum = Int(facts.highest("minItems") ?? 0)
        if rest != nil, depth < Self.fullDepth { minimum = max(minimum, 1) }
        while items.count < min(minimum, maximum, 100) {
            items.append(rest.map { sample(of: $0, depth: depth + 1, &attempts) } ?? .integer(items.count + 1))
        }
        return .array(facts.all("uniqueItems").contains(true) ? distinct(items) : items)
    }

    /// Makes equal items differ where a number at the end, or another number, can do it.
    private func distinct(_ items: [JSONValue]) -> [JSONValue] {
        var seen: Set<JSONValue> = []
        return items.enumerated().map { index, item in
            guard !seen.insert(item).inserted else { return item }
            let changed: JSONValue =
                switch item {
                case .string(let text): .string(text + String(index))
                case .integer(let number): .integer(number + index)
                case .null, .bool, .number, .array, .object: item
                }
            seen.insert(changed)
            return changed
        }
    }
}
