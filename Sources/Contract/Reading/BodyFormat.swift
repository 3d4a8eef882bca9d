/// How the bytes of a body are read.
package enum BodyFormat: Hashable, Sendable {
    case json
    /// application/x-www-form-urlencoded
    case form
    /// multipart/form-data
    case multipart
    case text
    /// Anything else, which is not looked into.
    case bytes

    /// Whether no bytes at all are a value.
    var hasEmptyValue: Bool {
        switch self {
        case .form, .text, .bytes: true
        case .json, .multipart: false
        }
    }

    /// The format of a media type; parameters count for nothing.
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
