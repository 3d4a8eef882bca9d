import Documents

/// What a step has caused and a hold has stopped: its response, or a delivery.
struct StepEffect: Sendable {
    enum Kind: Sendable {
        case response
        /// The delivery of an event to a URL; statuses are those in Meta's body, if it has any.
        case delivery(event: String, statuses: [String], url: String)
    }

    /// The reference by which a hold releases it.
    let reference: String
    let kind: Kind

    /// The words for what a step has caused, in the same order; those of deliveries tell them apart.
    static func names(of effects: [StepEffect]) -> [String] {
        let urls = Set(effects.compactMap(\.url))
        var counts: [String: Int] = [:]
        return effects.map { effect in
            switch effect.kind {
            case .response: return "the response"
            case .delivery(let event, let statuses, let url):
                let place = urls.count > 1 ? " to \(url)" : ""
                let name = "`\(([event] + statuses).joined(separator: " "))`\(place)"
                counts[name, default: 0] += 1
                let count = counts[name] ?? 1
                return count > 1 ? "\(name) (number \(count))" : name
            }
        }
    }

    /// Whether the response to a request can be held; an absolute URL may lead to another server.
    static func hasResponse(target: String) -> Bool { target.hasPrefix("/") && !target.hasPrefix("/__admin/") }

    private var url: String? {
        switch kind {
        case .response: nil
        case .delivery(_, _, let url): url
        }
    }
}

extension StepEffect {
    /// The delivery in a response of getDelivery.
    init(delivery: JSONValue, reference: String) {
        let body = delivery["body"]?.string.flatMap { try? JSONValue(parsing: Array($0.utf8)) }
        let statuses = body?[JSONPointer(["entry", "0", "changes", "0", "value", "statuses"])]?.array ?? []
        self.init(
            reference: reference,
            kind: .delivery(
                event: delivery["event_type"]?.string ?? "",
                statuses: statuses.compactMap { $0["status"]?.string },
                url: delivery["url"]?.string ?? ""
            )
        )
    }
}
