/// Makes a value that a schema accepts, the same one each time.
struct SampleGenerator {
    let library: SchemaLibrary

    /// A value for the schema at that place; the best guess if none that it accepts is found.
    func sample(of place: SchemaLocation, for direction: SampleDirection = .response) -> Sample {
        let search = SampleSearch(library, direction)
        return search.sample(of: place, SampleBudget())
    }

    /// Those of the places whose schemas have no sample, as far as that is found out within a bound for all of them.
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
