import Documents

/// What a value must meet: schemas, and values that it must differ from.
struct SampleGoal: Hashable {
    var parts: [SamplePart]
    /// Values that have been used before and must not be used again, such as for `uniqueItems`.
    var excluded: [JSONValue] = []
    /// Whether the value is the name of a property, and therefore a string.
    var isName = false
}
