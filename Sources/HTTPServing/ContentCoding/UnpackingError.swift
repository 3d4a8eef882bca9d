/// Why packed bytes cannot be unpacked.
enum UnpackingError: Error, Equatable {
    /// They would become more than what is allowed.
    case tooLarge
    /// They are not what they are said to be.
    case broken(String)

    static let truncated = UnpackingError.broken("it ends too early")
    static let invalid = UnpackingError.broken("it is damaged")
}
