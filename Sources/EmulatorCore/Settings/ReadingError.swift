/// What is wrong with a setting or a rule as somebody wrote it.
package struct ReadingError: Error, Hashable, Sendable {
    /// The place, as a JSON pointer into what was read.
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

    /// A text that is no duration.
    package static func noDuration(at pointer: String) -> ReadingError {
        ReadingError(pointer, "must be a duration such as 250ms, 2s, 8d or PT31H")
    }
}
