/// A status such as 201, or a class of statuses such as 4xx.
package enum StatusPattern: Hashable, Sendable {
    case exact(Int)
    /// The first digit of the statuses.
    case hundreds(Int)

    /// Reads a text such as `201` or `4xx`; nil for any other text.
    package init?(_ text: String) {
        if text.hasSuffix("xx"), text.utf8.count == 3, let digit = text.first?.wholeNumberValue {
            self = .hundreds(digit)
        } else if let status = Int(text) {
            self = .exact(status)
        } else {
            return nil
        }
    }

    /// Whether a status matches; nil means that no response was sent, which matches nothing.
    package func matches(_ status: Int?) -> Bool {
        guard let status else { return false }
        return switch self {
        case .exact(let expected): status == expected
        case .hundreds(let digit): status / 100 == digit
        }
    }
}
