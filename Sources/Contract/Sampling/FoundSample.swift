import Documents

/// The result of the search for a goal.
struct FoundSample {
    let value: JSONValue
    let isValid: Bool
}
