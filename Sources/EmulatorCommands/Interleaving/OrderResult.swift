/// What the step of an order has caused.
struct OrderResult: Sendable {
    /// The names of what it has caused, in the vendor's order.
    let names: [String]
    /// The same names in the order of arrival.
    let arrived: [String]
    /// Why the order could not be kept; nil if it was.
    let problem: String?

    /// The order of arrival in words, such as "`message.sent`, then the response".
    var words: String { arrived.joined(separator: ", then ") }
}
