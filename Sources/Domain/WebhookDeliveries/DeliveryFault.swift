/// What goes wrong on purpose on the way of a delivery: decided by a rule, kept by the delivery.
package struct DeliveryFault: Hashable, Sendable {
    /// How a signature can be wrong.
    package enum Signature: String, CaseIterable, Sendable {
        /// Made with a key that nobody has.
        case wrong
        case missing
        /// Right, and ten minutes old.
        case stale
        /// Right, in capital digits.
        case uppercase
    }

    /// What goes wrong.
    package enum Effect: Hashable, Sendable {
        /// Nothing is sent.
        case drop
        /// So many further copies of the first attempt follow it, each after a pause of wall time.
        case duplicate(copies: Int, gap: TimeSpan)
        /// So many deliveries are held and then sent in reverse.
        case reorder(window: Int)
        case signature(Signature)
        /// Only so many bytes of the signed body come.
        case truncate(after: Int)
        /// The type is one that no receiver knows.
        case unknownEvent
    }

    /// The id of the rule.
    package let rule: String
    /// What goes wrong; nil for a delay alone.
    package let effect: Effect?
    /// How long the first attempt is held back, in wall time.
    package let delay: TimeSpan
    /// Whether it belongs to one attempt, rather than to the delivery.
    package let isOfAttempt: Bool

    /// What a rule has decided.
    package init(rule: String, effect: Effect?, delay: TimeSpan = .zero, isOfAttempt: Bool = false) {
        self.rule = rule
        self.effect = effect
        self.delay = delay
        self.isOfAttempt = isOfAttempt
    }
}

/// Deliveries that were added and have not been let into the queue, and those that a fault holds back from it.
struct DeliveryEntrance: Sendable {
    struct Arrival: Sendable {
        let delivery: Identifier<WebhookDelivery>
        let subscription: Identifier<WebhookSubscription>
        let entrance: DeliveryQueue.Entrance
    }

    var arrivals: [Arrival] = []
    /// By the rule that holds them, in the order in which they came.
    var held: [(rule: String, arrivals: [Arrival])] = []

    /// Holds an arrival back; those of its rule if there are as many as it wants.
    mutating func hold(_ arrival: Arrival, by rule: String, window: Int) -> [Arrival] {
        let index = held.firstIndex { $0.rule == rule } ?? held.endIndex
        if index == held.endIndex { held.append((rule, [])) }
        held[index].arrivals.append(arrival)
        return held[index].arrivals.count < window ? [] : held.remove(at: index).arrivals
    }
}

extension SandboxState {
    /// Whether deliveries are held back, to be sent in reverse.
    package var holdsDeliveries: Bool { !entrance.held.isEmpty }

    /// Whether deliveries have been added that nobody has decided about yet.
    package var hasArrivals: Bool { !entrance.arrivals.isEmpty }

    /// Lets new deliveries into the queue, each with the fault that is decided for it.
    package mutating func admitArrivals(deciding fault: (WebhookDelivery) -> DeliveryFault? = { _ in nil }) {
        let arrivals = entrance.arrivals
        entrance.arrivals = []
        for arrival in arrivals {
            guard var delivery = deliveries[arrival.delivery] else { continue }
            guard let fault = fault(delivery) else {
                enqueue(arrival)
                continue
            }
            delivery.fault = fault
            deliveries.replace(delivery)
            if case .reorder(let window)? = fault.effect {
                for arrival in entrance.hold(arrival, by: fault.rule, window: window).reversed() { enqueue(arrival) }
            } else {
                enqueue(arrival)
            }
        }
    }

    /// Sends what is held back, in reverse.
    package mutating func releaseHeldDeliveries() {
        for group in entrance.held {
            for arrival in group.arrivals.reversed() { enqueue(arrival) }
        }
        entrance.held = []
    }

    private mutating func enqueue(_ arrival: DeliveryEntrance.Arrival) {
        deliveryQueue.add(arrival.delivery, to: arrival.subscription, arrival.entrance)
        hasWork = true
    }
}
