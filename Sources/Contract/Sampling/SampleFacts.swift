import Documents
import OrderedCollections

/// What the schemas that apply to one value ask of it, gathered with one way taken wherever there are several.
struct SampleFacts {
    /// Which way to take.
    struct Choice {
        /// The branch of `anyOf` and `oneOf`.
        var branch: Int
        /// Whether to follow `then`, or `else`.
        var takesThen: Bool
        /// Whether optional properties are filled in.
        var fillsOptional: Bool
    }

    private(set) var schemas: [(members: JSONObject, place: SchemaLocation)] = []
    private(set) var branchCount = 1
    private let choice: Choice
    private let library: SchemaLibrary

    init(_ place: SchemaLocation, _ choice: Choice, _ library: SchemaLibrary) {
        self.choice = choice
        self.library = library
        gather(place, depth: 0)
    }

    private mutating func gather(_ place: SchemaLocation, depth: Int) {
        guard depth < 40, let members = library.index.value(at: place)?.object else { return }
        schemas.append((members, place))
        for (keyword, value) in members {
            switch keyword {
            case "$ref", "$dynamicRef":
                let resource = library.index.resource(around: place)
                guard let text = value.string, let target = library.resolve(text, from: resource) else { continue }
                gather(target, depth: depth + 1)
            case "allOf":
                for index in (value.array ?? []).indices {
                    gather(place.appending(["allOf", String(index)]), depth: depth + 1)
                }
            case "anyOf", "oneOf":
                guard let count = value.array?.count, count > 0 else { continue }
                branchCount = max(branchCount, count)
                gather(place.appending([keyword, String(min(choice.branch, count - 1))]), depth: depth + 1)
            case "then": if choice.takesThen { gather(place.appending(keyword), depth: depth + 1) }
            case "else": if !choice.takesThen { gather(place.appending(keyword), depth: depth + 1) }
            case "if": if choice.takesThen { gather(place.appending(keyword), depth: depth + 1) }
            default: continue
            }
        }
    }

    // MARK: Keywords

    /// The values of a keyword in all schemas that have it.
    func all(_ keyword: String) -> [JSONValue] {
        schemas.compactMap { $0.members[keyword] }
    }

    /// The values that the schemas give themselves.
    var namedValues: [JSONValue] {
        all("const") + all("example") + all("examples").compactMap { $0[0] } + all("default")
            + all("enum").flatMap { $0.array ?? [] }
    }

    /// The strictest lower bound.
    func highest(_ keyword: String) -> Double? { all(keyword).compactMap(\.double).max() }

    /// The strictest upper bound.
    func lowest(_ keyword: String) -> Double? { all(keyword).compactMap(\.double).min() }

    /// The properties with the places of their schemas, in declared order.
    var properties: OrderedDictionary<String, SchemaLocation> {
        var properties: OrderedDictionary<String, SchemaLocation> = [:]
        for (members, place) in schemas {
            for name in (members["properties"]?.object ?? [:]).keys where properties[name] == nil {
                properties[name] = place.appending(["properties", name])
            }
        }
        return properties
    }

    /// The names that must be there.
    var required: OrderedSet<String> {
        OrderedSet(all("required").flatMap { $0.array ?? [] }.compactMap(\.string))
    }

    /// The types to make: those that all allow; if they allow every type, the one that other keywords speak of.
    var type: TypeSet {
        let types = all("type").reduce(into: TypeSet.all) { $0.formIntersection(TypeSet($1)) }
        return types == .all ? inferredType : types
    }

    private var inferredType: TypeSet {
        let signs: [(TypeSet, [String])] = [
            (.object, ["properties", "required", "additionalProperties", "minProperties", "patternProperties"]),
            (.array, ["items", "prefixItems", "minItems", "contains"]),
            (.string, ["minLength", "maxLength", "pattern", "format"]),
            ([.integer, .number], ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]),
        ]
        return signs.first { $0.1.contains { keyword in schemas.contains { $0.members[keyword] != nil } } }?.0
            ?? .object
    }
}
