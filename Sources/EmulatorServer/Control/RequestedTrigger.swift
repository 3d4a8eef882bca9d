import Documents
import OrderedCollections

/// The body of `POST /__admin/webhooks/trigger` (triggerEvent): one event, or a batch of Meta's in one body.
struct RequestedTrigger: Sendable {
    /// The type of the event, which all events of a batch have.
    let type: String
    /// The event, or the events of a batch in their order.
    let events: [RequestedEvent]
    let isBatch: Bool

    init(_ body: JSONValue, _ samples: EventSamples) throws(MockError) {
        guard let batch = body["batch"]?.array else {
            let event = try RequestedEvent(body, samples, at: "")
            type = event.type
            events = [event]
            isBatch = false
            return
        }
        let others = (body.object ?? [:]).keys.filter { $0 != "batch" }
        guard others.isEmpty else {
            throw MockError(others.map { .init(pointer: "/\($0)", message: "cannot be given together with `batch`") })
        }
        events = try batch.enumerated().map { index, item throws(MockError) in
            try RequestedEvent(item, samples, at: "/batch/\(index)")
        }
        let first = events.first?.type ?? ""
        type = first
        isBatch = true
        let findings = events.enumerated().compactMap { index, event -> MockError.Finding? in
            Self.objection(to: event.type, behind: first, samples).map { message in
                MockError.Finding(pointer: "/batch/\(index)/event", message: message)
            }
        }
        guard findings.isEmpty else { throw MockError(findings) }
    }

    /// Why an event cannot be in a batch whose first event has the type `first`.
    private static func objection(to type: String, behind first: String, _ samples: EventSamples) -> String? {
        guard samples.isMeta(type) else {
            let others = samples.types.filter(samples.isMeta).joined(separator: ", ")
            return "`\(type)` cannot be in a batch; only these events of Meta can: \(others)"
        }
        return type == first ? nil : "must be `\(first)` like the first event: all events of a batch have one type"
    }
}
