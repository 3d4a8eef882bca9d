import Documents

/// A compiled keyword, or several that are checked together.
protocol SchemaKeyword: Sendable {
    /// Whether the value is valid; violations are recorded in the evaluation if it collects them.
    func validate(_ value: JSONValue, _ evaluation: inout Evaluation) -> Bool
}
