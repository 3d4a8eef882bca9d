/// Why a body cannot be read.
package enum RequestContentError: Error, Hashable, Sendable {
    /// The contract takes other media types.
    case unsupportedMediaType(sent: String, taken: [String])
    /// The body is not what its media type promises; a sentence fragment that fits "The request body is …".
    case malformed(String)
}
