import Documents
import Domain

/// A request, an event or a delivery that was recorded.
enum Recorded: Sendable {
    case request(RecordedRequest)
    case event(RecordedEvent)
    case delivery(WebhookDelivery)
}

extension Criterion {
    func matches(_ recorded: Recorded) -> Bool {
        switch (self, recorded) {
        case (.request(let criterion), .request(let request)): criterion.matches(request)
        case (.event(let criterion), .event(let event)): criterion.matches(event)
        case (.delivery(let criterion), .delivery(let delivery)): criterion.matches(delivery)
        case (.request, _), (.event, _), (.delivery, _): false
        }
    }

    /// The conditions that something of this kind does not meet; nil for another kind.
    func differences(from recorded: Recorded) -> [MatchDifference]? {
        switch (self, recorded) {
        case (.request(let criterion), .request(let request)): criterion.differences(from: request)
        case (.event(let criterion), .event(let event)): criterion.differences(from: event)
        case (.delivery(let criterion), .delivery(let delivery)): criterion.differences(from: delivery)
        case (.request, _), (.event, _), (.delivery, _): nil
        }
    }

    /// Whether something counts when `nothing_else` is asked for.
    func counts(_ recorded: Recorded) -> Bool {
        switch (self, recorded) {
        case (.request(let criterion), .request(let request)): criterion.counts(request.entry)
        case (.event, .event), (.delivery, .delivery): true
        case (.request, _), (.event, _), (.delivery, _): false
        }
    }
}
