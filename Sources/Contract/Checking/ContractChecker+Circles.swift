import Documents
import OrderedCollections

extension ContractChecker {
    /// Reports schemas that refer to themselves for the same value, such as `A: {allOf: [{$ref: A}]}`.
    ///
    /// The validation of a value against such a schema would not end.
    mutating func checkEndlessReferences() {
        var search = CircleSearch(steps: inPlaceSteps())
        for start in search.steps.keys {
            guard let location = search.circle(from: start) else { continue }
            report("the schema refers to itself without end", at: location.appending("$ref"))
        }
    }

    /// The references between schemas that apply to the same value, by the schema that they start from.
    ///
    /// Only schemas that are targets of references are included, as others cannot be part of a circle.
    private func inPlaceSteps() -> OrderedDictionary<SchemaLocation, [SchemaLocation]> {
        let targets = Set(resolved.values)
        let depths = Set(targets.map(\.pointer.tokens.count))
        var steps: OrderedDictionary<SchemaLocation, [SchemaLocation]> = [:]
        for reference in references where reference.target == .schema {
            guard let target = reference.destination else { continue }
            var tokens: ArraySlice<String>? = reference.place.pointer.tokens.dropLast()
            while let owner = tokens {
                // Most places are deeper than any target of a reference; comparing depths is cheaper than the lookup.
                if depths.contains(owner.count) {
                    let place = SchemaLocation(document: reference.place.document, pointer: JSONPointer(Array(owner)))
                    if targets.contains(place) { steps[place, default: []].append(target) }
                }
                tokens = Self.withoutInPlaceStep(owner)
            }
        }
        return steps
    }

    /// The place of the schema around one in `allOf`, `not`, `if` and the like; nil if it applies to another value.
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

/// Finds circles of references.
private struct CircleSearch {
    let steps: OrderedDictionary<SchemaLocation, [SchemaLocation]>
    private var finished: Set<SchemaLocation> = []

    init(steps: OrderedDictionary<SchemaLocation, [SchemaLocation]>) {
        self.steps = steps
    }

    /// The schema at which the first circle found from `start` closes; nil if there is none.
    ///
    /// The schemas on the way are not searched again: even if they are in another circle, they also lead to this one.
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
