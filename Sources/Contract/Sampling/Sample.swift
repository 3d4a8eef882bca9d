import Documents

/// A value that is made from a schema.
struct Sample: Sendable {
    let value: JSONValue
    /// Whether the schema accepts the value; if not, no valid value was found and this one is the best guess.
    let isValid: Bool
}
