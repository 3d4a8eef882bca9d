import Documents

/// A value made from a schema.
struct Sample: Sendable {
    let value: JSONValue
    /// Whether the schema accepts the value; if not, none was found and this is the best guess.
    let isValid: Bool
}
