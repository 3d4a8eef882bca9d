/// Whether a sample is for a request or a response, which decides whether `readOnly` or `writeOnly` hides properties.
///
/// A response has no `writeOnly` properties and a request no `readOnly` ones, unless they are required, as the value
/// would break its schema without them.
enum SampleDirection: Sendable {
    case request
    case response

    /// The keyword that hides properties in this direction.
    var hidingKeyword: String {
        switch self {
        case .request: "readOnly"
        case .response: "writeOnly"
        }
    }
}
