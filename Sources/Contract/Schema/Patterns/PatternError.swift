/// Why a text is not a regular expression, or not one that is understood here.
package struct PatternError: Error, Equatable {
    /// What is wrong with it.
    package let message: String
    /// Whether the pattern may be right, but is beyond the limits of this engine; it is then not asserted.
    package let isLimit: Bool

    init(message: String, isLimit: Bool = false) {
        self.message = message
        self.isLimit = isLimit
    }
}
