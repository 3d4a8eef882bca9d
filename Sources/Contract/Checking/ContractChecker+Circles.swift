import Documents
import OrderedCollections

extension ContractChecker {
    /// A schema that comes back to itself without going into the value could be followed for ever.
    mutating func checkEndlessReferences() {
        var search = CircleSearch(steps: inPlaceSteps())
        for start in search.steps.keys {
            guard let location = search.circle(from: start) else { continue }
            report("the schema refers to itself without end", at: location.appending("$ref"))
        }
    }

    /// The steps from schema to schema that stay at the same value, as far as references lead to their start.
    private func inPlaceSteps() -> OrderedDictionary<SchemaLocation, [SchemaLocation]> {
        let targets = Set(resolved.values)
        let depths = Set(targets.map(\.pointer.tokens.count))
        var steps: OrderedDictionary<SchemaLocation, [SchemaLocation]> = [:]
        for reference in references where reference.target == .schema {
            guard let target = reference.destination else { continue }
            var tokens: ArraySlice<String>? = reference.place.pointer.tokens.dropLast()
            while let owner = tokens {
                // Most references stand too deep to be led to; to compare numbers is cheaper than to look them up.
                if depths.contains(owner.count) {
                    let place = SchemaLocation(document: reference.place.document, pointer: JSONPointer(Array(owner)))
                    if targets.contains(place) { steps[place, default: []].append(target) }
                }
                tokens = Self.withoutInPlaceStep(owner)
            }
        }
        return steps
    }

    /// The place of the schema around one in `allOf` and the like, which applies to the same value.
    private static func withoutInPlaceStep(_ tokens: ArraySlice<String>) -> ArraySlice<String>? {
        guard let last = tokens.last else { return nil }
        if ["not", "if", "then", "else"].contains(last) { return tokens.dropLast() }
        let outer = tokens.dropLast()
        guard let keyword = outer.last, ["allOf", "anyOf", "oneOf", "dependentSchemas"].contains(keyword) else {
            return nil
        }
        return outer.dropLast()
    }
}

/// Looks for a way from a schema back to itself.
private struct CircleSearch {
    let steps: OrderedDictionary<SchemaLocation, [SchemaLocation]>
    private var finished: Set<SchemaLocation> = []
    private var path: Set<SchemaLocation> = []

    init(steps: OrderedDictionary<SchemaLocation, [SchemaLocation]>) {
        self.steps = steps
    }

    /// Where the first circle closes that is found from there; longer chains of references than 1000 are not followed.
    mutating func circle(from location: SchemaLocation) -> SchemaLocation? {
        guard let targets = steps[location], !finished.contains(location), path.count < 1_000 else { return nil }
        guard path.insert(location).inserted else { return location }
        defer {
            path.remove(location)
            finished.insert(location)
        }
        for target in targets {
            if let found = circle(from: target) { return found }
        }
        return nil
    }
}
