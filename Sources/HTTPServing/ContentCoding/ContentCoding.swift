/// How the body of a request is encoded (RFC 9110, section 8.4).
package enum ContentCoding: Sendable, Equatable {
    /// The body is not encoded.
    case identity
    /// The body is compressed once with gzip.
    case gzip
    /// The body has a coding, or several, that this server does not decode.
    case unsupported(String)

    /// The codings that clients may use, as the value of Accept-Encoding in a response (RFC 9110, section 15.5.16).
    package static let accepted = "gzip, identity"

    /// Parses the value of a Content-Encoding header field.
    init(_ value: String) {
        let codings = FieldList.items(value).filter { !$0.equalsIgnoringCase("identity") }
        switch codings.count {
        case 0:
            self = .identity
        case 1 where codings[0].equalsIgnoringCase("gzip") || codings[0].equalsIgnoringCase("x-gzip"):
            self = .gzip
        default:
            self = .unsupported(codings.joined(separator: ", "))
        }
    }

    /// The decoded body, or why these bytes cannot be decoded.
    func body(of bytes: [UInt8], limit: Int) -> Request.Body {
        guard !bytes.isEmpty else { return .complete([]) }
        switch self {
        case .identity:
            return .complete(bytes)
        case .unsupported(let coding):
            return .unsupportedCoding(coding)
        case .gzip:
            do throws(UnpackingError) {
                return .complete(try Gzip.unpack(bytes, limit: limit))
            } catch {
                switch error {
                case .tooLarge: return .tooLarge(limit: limit)
                case .broken(let reason): return .undecodable(reason)
                }
            }
        }
    }
}
