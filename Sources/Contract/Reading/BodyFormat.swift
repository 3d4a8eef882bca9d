/// The format in which the bytes of a body are read.
package enum BodyFormat: Hashable, Sendable {
    case json
    /// The media type application/x-www-form-urlencoded.
    case form
    /// The media type multipart/form-data.
    case multipart
    case text
    /// Any other media type, whose bytes are not parsed.
    case bytes

    /// Whether an empty body is a value.
    var hasEmptyValue: Bool {
        switch self {
        case .form, .text, .bytes: true
        case .json, .multipart: false
        }
    }

    /// The format of a media type; its parameters are ignored.
    init(_ mediaType: String) {
        let name = MediaType.essence(mediaType)
        switch name {
        case "application/x-www-form-urlencoded": self = .form
        case "multipart/form-data": self = .multipart
        case "text/xml", "text/event-stream": self = .bytes
        default:
            if MediaType.isJSON(name) {
                self = .json
            } else if name.hasPrefix("text/"), !name.hasSuffix("+xml") {
                self = .text
            } else {
                self = .bytes
            }
        }
    }
}
