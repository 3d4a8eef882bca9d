/// What the step of an order has caused, and how that has arrived.
struct OrderResult: Sendable {
    /// The names of what it has caused, in the vendor's order.
    let names: [String]
    /// The names of what has arrived, in the order of arrival; those of refused deliveries say so.
    var arrived: [String] = []
    /// The names of the deliveries that were sent and to which no response came.
    var unanswered: [String] = []
    /// Why the order could not be kept; nil if everything has arrived in it.
    var problem: String?

    /// The order of arrival in words, such as "`message.sent`, then the response".
    var words: String { arrived.joined(separator: ", then ") }

    /// Notes what has become of the effect that was released last.
    mutating func note(_ arrival: Arrival, of name: String) {
        switch arrival {
        case .accepted: arrived.append(name)
        case .refused(let status): arrived.append("\(name) (answered \(status))")
        case .unanswered(let error):
            arrived.append("\(name) (no response: \(error))")
            unanswered.append(name)
        case .missing(let reason): problem = "\(name) \(reason)"
        }
    }
}
