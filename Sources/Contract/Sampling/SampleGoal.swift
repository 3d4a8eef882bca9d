import Documents

/// All that one value has to fulfil.
struct SampleGoal: Hashable {
    var parts: [SamplePart]
    /// Values that it must not be, because they have been used.
    var excluded: [JSONValue] = []
    /// Whether it has to be a text because it is the name of a property.
    var isName = false
}
