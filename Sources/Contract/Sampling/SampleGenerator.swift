import Documents
import OrderedCollections

/// Makes a value that a schema accepts, the same one each time.
struct SampleGenerator {
    /// How far the search for a sample has come.
    private struct Search {
        var depth = 0
        /// How many values have been tried, nested ones included.
        var attempts = 0
    }

    let library: SchemaLibrary
    /// Optional properties are left out below this depth, which ends most recursion.
    private static let fullDepth = 4
    private static let maximumDepth = 24
    private static let maximumAttempts = 2_000

    /// A value for the schema at that place; the best guess if none that it accepts is found.
    func sample(of place: SchemaLocation) -> JSONValue {
        var search = Search()
        return sample(of: place, &search)
    }

    private func sample(of place: SchemaLocation, _ search: inout Search) -> JSONValue {
        let schema = library.schema(at: place)
        var best: JSONValue?
        var branch = 0
        var branchCount = 1
        search.depth += 1
        defer { search.depth -= 1 }
        while branch < branchCount {
            for choice in choices(branch: branch, depth: search.depth) {
                let facts = SampleFacts(place, choice, library)
                branchCount = min(facts.branchCount, 40)
                for make in makers(facts, choice) {
                    for candidate in make(&search) {
                        search.attempts += 1
                        var probe = Evaluation(collects: false)
                        if schema.validate(candidate, &probe) { return candidate }
                        best = best ?? candidate
                    }
                }
                if search.attempts > Self.maximumAttempts { return best ?? .null }
            }
            branch += 1
        }
        return best ?? .null
    }

    private func choices(branch: Int, depth: Int) -> [SampleFacts.Choice] {
        let fillings = depth <= Self.fullDepth ? [true, false] : [false]
        return [true, false].flatMap { takesThen in
            fillings.map { SampleFacts.Choice(branch: branch, takesThen: takesThen, fillsOptional: $0) }
        }
    }

    /// The ways to make values: those that the schemas name, then each type that they allow.
    private func makers(_ facts: SampleFacts, _ choice: SampleFacts.Choice) -> [(inout Search) -> [JSONValue]] {
        let type = facts.type
        let scalars = SampleScalars(facts: facts)
        var makers: [(inout Search) -> [JSONValue]] = [{ _ in facts.namedValues }]
        if type.contains(.object) {
            makers.append { $0.depth < Self.maximumDepth ? [object(facts, choice, &$0)] : [] }
        }
        if type.contains(.array) { makers.append { $0.depth < Self.maximumDepth ? [array(facts, &$0)] : [] } }
        if type.contains(.string) { makers.append { _ in scalars.strings } }
        if type.contains(.integer) { makers.append { _ in scalars.numbers } }
        if type.contains(.boolean) { makers.append { _ in [true, false] } }
        if type.contains(.null) { makers.append { _ in [.null] } }
        return makers
    }

    // MARK: Objects

    private func object(_ facts: SampleFacts, _ choice: SampleFacts.Choice, _ search: inout Search) -> JSONValue {
        var members = JSONObject()
        let required = facts.required
        for (name, place) in facts.properties where required.contains(name) || choice.fillsOptional {
            guard required.contains(name) || isUsual(place) else { continue }
            members[name] = sample(of: place, &search)
        }
        for name in required where members[name] == nil { members[name] = other(facts, &search) }
        let minimum = Int(facts.highest("minProperties") ?? 0)
        for (name, place) in facts.properties where members.count < minimum && members[name] == nil {
            members[name] = sample(of: place, &search)
        }
        var number = 1
        while members.count < min(minimum, 100) {
            members["key\(number)"] = other(facts, &search)
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
    private func other(_ facts: SampleFacts, _ search: inout Search) -> JSONValue {
        for (members, place) in facts.schemas where members["additionalProperties"]?.object != nil {
            return sample(of: place.appending("additionalProperties"), &search)
        }
        return "text"
    }

    // MARK: Lists

    private func array(_ facts: SampleFacts, _ search: inout Search) -> JSONValue {
        var items: [JSONValue] = []
        var rest: SchemaLocation?
        for (members, place) in facts.schemas {
            for index in items.count..<max(items.count, members["prefixItems"]?.array?.count ?? 0) {
                items.append(sample(of: place.appending(["prefixItems", String(index)]), &search))
            }
            if rest == nil, members["items"]?.object != nil { rest = place.appending("items") }
            guard items.isEmpty, members["contains"] != nil else { continue }
            items.append(sample(of: place.appending("contains"), &search))
        }
        let maximum = Int(facts.lowest("maxItems") ?? 100)
        var minimum = Int(facts.highest("minItems") ?? 0)
        if rest != nil, search.depth <= Self.fullDepth { minimum = max(minimum, 1) }
        while items.count < min(minimum, maximum, 100) {
            items.append(rest.map { sample(of: $0, &search) } ?? .integer(items.count + 1))
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
