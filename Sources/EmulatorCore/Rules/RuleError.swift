/// What is wrong with a rule as somebody wrote it.
package struct RuleError: Error, Hashable, Sendable {
    /// The place, as a JSON pointer into the rule.
    package var pointer: String
    /// What is wrong there, and what would be right.
    package var message: String
    /// What was probably meant.
    package var hint: String?

    /// A mistake at that place.
    package init(_ pointer: String, _ message: String, hint: String? = nil) {
        self.pointer = pointer
        self.message = message
        self.hint = hint
    }
}
