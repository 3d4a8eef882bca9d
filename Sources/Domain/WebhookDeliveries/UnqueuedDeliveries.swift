/// Deliveries that are not in the queue yet: new ones, and those that a fault rule holds back.
struct UnqueuedDeliveries: Sendable {
    /// A delivery and where it goes in the queue.
    struct Entry: Sendable {
        let delivery: Identifier<WebhookDelivery>
        let subscription: Identifier<WebhookSubscription>
        let reason: DeliveryQueue.Reason
    }

    /// Those that no fault rule has been asked about.
    var added: [Entry] = []
    /// By the rule that holds them, in the order in which they came.
    var held: [(rule: String, entries: [Entry])] = []

    /// Holds an entry back; those of its rule if there are as many as it wants.
    mutating func hold(_ entry: Entry, by rule: String, window: Int) -> [Entry] {
        let index = held.firstIndex { $0.rule == rule } ?? held.endIndex
        if index == held.endIndex { held.append((rule, [])) }
        held[index].entries.append(entry)
        return held[index].entries.count < window ? [] : held.remove(at: index).entries
    }
}
