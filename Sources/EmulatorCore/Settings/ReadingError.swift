/// A mistake in a setting or in a fault rule that is read from JSON.
package struct ReadingError: Error, Hashable, Sendable {
    /// The place of the mistake, as a JSON pointer into the JSON that was read.
    package var pointer: String
    /// What is wrong there, such as "must be an array".
    package var message: String
    /// The name that was probably meant.
    package var hint: String?

    /// A mistake at the place `pointer`.
    package init(_ pointer: String, _ message: String, hint: String? = nil) {
        self.pointer = pointer
        self.message = message
        self.hint = hint
    }

    /// The error for a text that is not a duration.
    package static func noDuration(at pointer: String) -> ReadingError {
        ReadingError(pointer, "must be a duration such as 250ms, 2s, 8d or PT31H")
    }
}
