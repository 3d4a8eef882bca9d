import Documents

/// What the search has come up with for a goal.
struct FoundSample {
    let value: JSONValue
    let isValid: Bool
}
