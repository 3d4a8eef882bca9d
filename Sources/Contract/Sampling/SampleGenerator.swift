/// Makes values that schemas accept; the value of a schema is always the same.
struct SampleGenerator {
    let library: SchemaLibrary

    /// A value for the schema at a place; the best guess if no valid value is found.
    func sample(of place: SchemaLocation, for direction: SampleDirection = .response) -> Sample {
        let search = SampleSearch(library, direction)
        return search.sample(of: place, SampleBudget())
    }

    /// The places whose schemas have no valid sample, as far as the budget for all of them suffices.
    func unsampledSchemas(among places: [SchemaLocation], for direction: SampleDirection) -> [SchemaLocation] {
        let search = SampleSearch(library, direction)
        var remaining = SampleBudget.maximumForAll
        return places.filter { place in
            guard remaining > 0 else { return false }
            let isSmallFound = search.hasSmallSample(of: place, SampleBudget())
            remaining -= search.budget.steps
            guard !isSmallFound else { return false }
            let sample = search.sample(of: place, SampleBudget())
            remaining -= search.budget.steps
            return !sample.isValid
        }
    }
}
