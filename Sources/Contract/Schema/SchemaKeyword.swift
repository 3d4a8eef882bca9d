import Documents

/// A keyword, or some that belong together, ready to check values.
protocol SchemaKeyword: Sendable {
    /// Whether the value passes; what is wrong is noted in the evaluation if that collects violations.
    func validate(_ value: JSONValue, _ evaluation: inout Evaluation) -> Bool
}
