/// Waiting deliveries that are not in the queue yet: new ones, and those that a hold or a fault rule keeps back.
struct UnqueuedDeliveries: Sendable {
    /// A delivery with its future place in the queue.
    struct Entry: Sendable {
        let delivery: Identifier<WebhookDelivery>
        let subscription: Identifier<WebhookSubscription>
        let reason: DeliveryQueue.Reason
    }

    /// New deliveries, for which no fault rule has been matched yet.
    var added: [Entry] = []
    /// The deliveries that wait for the release of a hold, oldest first; no fault rule has been matched for them yet.
    var stopped = ChunkedList<(hold: String, entry: Entry)>()
    /// Held deliveries by the rule that holds them, oldest first.
    var held: [(rule: String, entries: [Entry])] = []

    /// Holds an entry for a rule; returns all entries of the rule once there are `window` of them, else none.
    mutating func hold(_ entry: Entry, by rule: String, window: Int) -> [Entry] {
        let index = held.firstIndex { $0.rule == rule } ?? held.endIndex
        if index == held.endIndex { held.append((rule, [])) }
        held[index].entries.append(entry)
        return held[index].entries.count < window ? [] : held.remove(at: index).entries
    }
}
