/// Why a text is not a regular expression, or not one that this engine supports.
package struct PatternError: Error, Equatable {
    /// What is wrong with the text, such as "`(` without `)`".
    package let message: String
    /// Whether the pattern may be valid but exceeds the limits of this engine; it is then not validated.
    package let isLimit: Bool

    init(message: String, isLimit: Bool = false) {
        self.message = message
        self.isLimit = isLimit
    }
}
