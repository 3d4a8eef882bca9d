/// Why a body cannot be read.
package enum RequestContentError: Error, Hashable, Sendable {
    /// The media type is not one of those that the contract declares.
    case unsupportedMediaType(sent: String, taken: [String])
    /// The body is not valid in its media type; the text fits after "The request body is …".
    case malformed(String)
}
