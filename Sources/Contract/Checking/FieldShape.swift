/// What stands under a field of an OpenAPI object.
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

    /// What the value must be, for messages; nil where the object or its members say it themselves.
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
