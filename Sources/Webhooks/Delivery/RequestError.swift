/// Why a request cannot be sent, or its response not be taken.
package enum RequestError: Error, Hashable {
    /// The URL has no host, another scheme than `http` and `https`, or no such port.
    case unusableURL
    /// The method is not a word.
    case invalidMethod
    /// A header with this name would not be one header.
    case invalidHeader(String)
    /// The headers or the body of the response have more bytes.
    case longResponse(limit: Int)
}

extension RequestError: CustomStringConvertible {
    /// The reason in one sentence without a final period.
    package var description: String {
        switch self {
        case .unusableURL: "the URL cannot be used"
        case .invalidMethod: "the method cannot be sent"
        case .invalidHeader(let name): "the header \(name) cannot be sent"
        case .longResponse(let limit): "the response has more than \(limit) bytes"
        }
    }
}
