/// Why a compressed body cannot be decompressed.
enum UnpackingError: Error, Equatable {
    /// The output would exceed the limit.
    case tooLarge
    /// The bytes are not valid gzip, for this reason.
    case broken(String)

    static let truncated = UnpackingError.broken("it ends too early")
    static let invalid = UnpackingError.broken("it is damaged")
}
