/// The kind of value that a field of an OpenAPI object must have.
enum FieldShape: Sendable {
    case any
    case string
    /// A string in the form of a URI reference.
    case uri
    /// A string in the form of a URI with a scheme.
    case absoluteURI
    case email
    case flag
    case strings
    case namedStrings
    case namedValues
    case object(ObjectKind)
    case list(ObjectKind)
    case map(ObjectKind)

    /// The required value in the words of messages; nil if the object or its members have their own messages.
    var phrase: String? {
        switch self {
        case .string: "a string"
        case .uri: "a URI or a relative reference"
        case .absoluteURI: "a URI with a scheme"
        case .email: "an email address"
        case .flag: "true or false"
        case .strings: "a list of strings"
        case .namedStrings: "an object of strings"
        case .namedValues, .map: "an object"
        case .list: "a list"
        case .any, .object: nil
        }
    }
}
