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

    init(steps: OrderedDictionary<SchemaLocation, [SchemaLocation]>) {
        self.steps = steps
    }

    /// Where the first circle closes that is found from there.
    ///
    /// What leads to it is finished too: if it lies in another circle, it still reaches this one.
    mutating func circle(from start: SchemaLocation) -> SchemaLocation? {
        guard finished.insert(start).inserted else { return nil }
        var path: OrderedDictionary<SchemaLocation, Int> = [start: 0]
        while let (location, next) = path.elements.last {
            guard let targets = steps[location], next < targets.count else {
                path.removeLast()
                continue
            }
            path[location] = next + 1
            let target = targets[next]
            if path[target] != nil { return target }
            if finished.insert(target).inserted { path[target] = 0 }
        }
        return nil
    }
}
