/// Who sends a sample, which decides what `readOnly` and `writeOnly` leave out of it.
///
/// A response has no `writeOnly` properties and a request no `readOnly` ones, unless they are required: without them
/// the value would break its schema.
enum SampleDirection: Sendable {
    case request
    case response

    /// The keyword that marks what does not go this way.
    var hidingKeyword: String {
        switch self {
        case .request: "readOnly"
        case .response: "writeOnly"
        }
    }
}
