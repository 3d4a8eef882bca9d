/// How the body of a request is packed (RFC 9110, section 8.4).
package enum ContentCoding: Sendable, Equatable {
    /// Not at all.
    case identity
    /// With gzip, once.
    case gzip
    /// In a way that this server does not unpack.
    case unsupported(String)

    /// What a client may use, for the header field Accept-Encoding of an answer (RFC 9110, section 15.5.16).
    package static let accepted = "gzip, identity"

    /// Reads the value of a Content-Encoding header field.
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

    /// The body that these bytes stand for.
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
