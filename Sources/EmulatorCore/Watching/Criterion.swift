package import Documents

/// What an expectation or a wait is about: the requests, events or deliveries that match.
///
/// The criteria are classes, so that comparing 100,000 requests does not copy what is in them.
package enum Criterion: Sendable {
    /// The kinds of what can be observed.
    package enum Kind: String, CaseIterable, Sendable {
        case request, event, delivery
    }

    case request(RequestCriterion)
    case event(EventCriterion)
    case delivery(DeliveryCriterion)

    /// Reads the member `request`, `event` or `delivery` of an object, of which the schema allows exactly one.
    package init(
        _ json: JSONValue,
        at pointer: String,
        countsInjected: Bool,
        _ names: ContractNames
    ) throws(ReadingError) {
        if let json = json["request"] {
            let pointer = pointer + "/request"
            self = .request(try RequestCriterion(json, at: pointer, countsInjected: countsInjected, names))
        } else if let json = json["event"] {
            self = .event(try EventCriterion(json, at: pointer + "/event", names))
        } else {
            self = .delivery(try DeliveryCriterion(json["delivery"] ?? [:], at: pointer + "/delivery", names))
        }
    }

    /// The kind of what it matches.
    package var kind: Kind {
        switch self {
        case .request: .request
        case .event: .event
        case .delivery: .delivery
        }
    }
}
