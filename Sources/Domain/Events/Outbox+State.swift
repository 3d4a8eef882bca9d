extension Outbox: StateObject {
    private var kept: [DomainEvent] { Array(events) }

    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        let total = try coder.field("total", \.total, in: .count)
        let kept = try coder.field("events", \.kept)
        let limit = min(total, capacity)
        try coder.check("events", mustBe: "at most \(limit) events", kept.count <= limit)
        return Outbox(events: kept, total: total)
    }
}
