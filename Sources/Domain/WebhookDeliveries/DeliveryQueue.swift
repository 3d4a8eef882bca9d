import DequeModule
import OrderedCollections

/// Which deliveries may be attempted now: a lane a subscription, so that none waits for another one's receiver.
///
/// A state machine without a clock and without a wire: what happens is told to it, and it tells what to start.
package struct DeliveryQueue: Sendable {
    /// Why a delivery stands in the queue.
    enum Reason: String, CaseIterable, Sendable {
        /// For its first attempt, in the order of events.
        case first
        /// For its first attempt, whatever the subscription's status: somebody asked for it by hand.
        case byHand = "by_hand"
        /// For another attempt, now that it is due.
        case retry
    }

    /// How many attempts of one kind a subscription may have under way at once.
    static let parallelism = 32

    struct Entry: Sendable {
        let id: Identifier<WebhookDelivery>
        let number: Int
        let reason: Reason
    }

    private struct Lane: Sendable {
        var first: Deque<Entry> = []
        var byHand: Deque<Entry> = []
        var retries: Deque<Entry> = []
        /// The first attempt that those behind it wait for, in the order of events.
        var holder: Identifier<WebhookDelivery>?
        var runningFirst = 0
        var runningRetries = 0

        /// The number of what has waited the longest; nil if nothing waits.
        var headNumber: Int? {
            [first.first, byHand.first, retries.first].compactMap { $0?.number }.min()
        }

        /// What was taken last stood before all that is left.
        mutating func putBack(_ entry: Entry) {
            switch entry.reason {
            case .first: first.prepend(entry)
            case .byHand: byHand.prepend(entry)
            case .retry: retries.prepend(entry)
            }
        }

        /// Whether nothing waits and nothing is under way.
        var isEmpty: Bool { first.isEmpty && byHand.isEmpty && retries.isEmpty && runningFirst + runningRetries == 0 }
    }

    private var lanes: [Identifier<WebhookSubscription>: Lane] = [:]
    /// The lanes in which something may have become possible.
    private var ready: OrderedSet<Identifier<WebhookSubscription>> = []
    /// How many times something may have become possible in a lane.
    private(set) var readyMarks = 0
    private var running: [Identifier<WebhookDelivery>: (lane: Identifier<WebhookSubscription>, entry: Entry)] = [:]
    /// How many times something was put into the queue.
    private(set) var nextNumber = 0

    /// Nothing to send.
    package init() {}

    /// How many attempts are under way.
    package var runningCount: Int { running.count }

    /// Whether an attempt of the delivery is under way.
    func isRunning(_ id: Identifier<WebhookDelivery>) -> Bool { running[id] != nil }

    /// Whether something waits behind a delivery for its answer, so that it must not wait for ever.
    func holdsOthers(_ id: Identifier<WebhookDelivery>) -> Bool {
        guard let lane = running[id].flatMap({ lanes[$0.lane] }) else { return false }
        return lane.holder == id
    }

    // MARK: What happens

    mutating func add(
        _ id: Identifier<WebhookDelivery>,
        to subscription: Identifier<WebhookSubscription>,
        _ reason: Reason
    ) {
        add(Entry(id: id, number: nextNumber, reason: reason), to: subscription)
        nextNumber += 1
    }

    private mutating func markReady(_ subscription: Identifier<WebhookSubscription>) {
        ready.append(subscription)
        readyMarks += 1
    }

    /// Puts an entry behind the others of its lane.
    private mutating func add(_ entry: Entry, to subscription: Identifier<WebhookSubscription>) {
        switch entry.reason {
        case .first: lanes[subscription, default: Lane()].first.append(entry)
        case .byHand: lanes[subscription, default: Lane()].byHand.append(entry)
        case .retry: lanes[subscription, default: Lane()].retries.append(entry)
        }
        markReady(subscription)
    }

    /// The attempt has ended, whatever came of it.
    mutating func end(_ id: Identifier<WebhookDelivery>) {
        guard let run = running.removeValue(forKey: id), var lane = lanes[run.lane] else { return }
        switch run.entry.reason {
        case .first, .byHand: lane.runningFirst -= 1
        case .retry: lane.runningRetries -= 1
        }
        if lane.holder == id { lane.holder = nil }
        lanes[run.lane] = lane.isEmpty ? nil : lane
        markReady(run.lane)
    }

    /// The first attempt has taken so long that those behind it wait no longer.
    mutating func release(_ id: Identifier<WebhookDelivery>) {
        guard let run = running[id], lanes[run.lane]?.holder == id else { return }
        lanes[run.lane]?.holder = nil
        markReady(run.lane)
    }

    /// Every subscription may have become one that can be sent to: the policy has changed.
    mutating func resumeAll() {
        for subscription in lanes.keys { markReady(subscription) }
    }

    /// The subscription can be sent to again.
    mutating func resume(_ subscription: Identifier<WebhookSubscription>) {
        guard lanes[subscription] != nil else { return }
        markReady(subscription)
    }

    /// Nothing that waits for the subscription will be sent; what is under way goes on.
    mutating func clear(_ subscription: Identifier<WebhookSubscription>) {
        lanes[subscription]?.first = []
        lanes[subscription]?.byHand = []
        lanes[subscription]?.retries = []
        if lanes[subscription]?.isEmpty == true { lanes[subscription] = nil }
    }

    // MARK: Another world

    /// A queue of those entries, put in again in the order of their numbers.
    init(_ entries: [Entry], nextNumber: Int, laneOf: (Entry) -> Identifier<WebhookSubscription>?) {
        self.nextNumber = nextNumber
        for entry in entries.sorted(by: { $0.number < $1.number }) {
            if let lane = laneOf(entry) { add(entry, to: lane) }
        }
    }

    /// Everything that waits, in the order in which it was put in.
    var waiting: [Entry] {
        lanes.values.flatMap { $0.first + $0.byHand + $0.retries }.sorted { $0.number < $1.number }
    }

    /// What is under way.
    var runningEntries: [Entry] { running.values.map(\.entry) }

    /// Puts what is under way back to where it waited, as if it had not begun, unless it is to be left out.
    mutating func requeueRunning(leavingOut isLeftOut: (Identifier<WebhookDelivery>) -> Bool) {
        let last = running.values.sorted { $0.entry.number > $1.entry.number }
        running = [:]
        for (subscription, entry) in last {
            guard var lane = lanes.removeValue(forKey: subscription) else { continue }
            lane.holder = nil
            lane.runningFirst = 0
            lane.runningRetries = 0
            if !isLeftOut(entry.id) { lane.putBack(entry) }
            lanes[subscription] = lane.isEmpty ? nil : lane
        }
        for (subscription, _) in last.reversed() { markReady(subscription) }
    }

    // MARK: What to start

    /// The lanes to look at, the one first that has waited the longest.
    ///
    /// It follows from what waits alone, not from how it came to wait, so that a copy of the queue goes on alike.
    private var lanesInOrder: [Identifier<WebhookSubscription>] {
        guard ready.count > 1 else { return Array(ready) }
        let heads = ready.map { subscription in (subscription, lanes[subscription]?.headNumber ?? nextNumber) }
        return heads.sorted { $0.1 < $1.1 }.map { $0.0 }
    }

    /// Takes everything that may start now, lane by lane.
    mutating func start(
        order: WebhookPolicy.Order,
        isOpen: (Identifier<WebhookSubscription>) -> Bool
    ) -> [Identifier<WebhookDelivery>] {
        var started: [Identifier<WebhookDelivery>] = []
        for subscription in lanesInOrder {
            // Taken out while it changes: a lane that is held twice would be copied, however long it is.
            guard var lane = lanes.removeValue(forKey: subscription) else { continue }
            let isOpen = isOpen(subscription)
            while let entry = Self.next(of: &lane, order: order, isOpen: isOpen) {
                begin(entry, in: subscription, &lane, order: order)
                started.append(entry.id)
            }
            lanes[subscription] = lane
        }
        ready.removeAll(keepingCapacity: true)
        return started
    }

    /// Takes the one delivery that has waited the longest, for those who go step by step.
    mutating func startOne(
        order: WebhookPolicy.Order,
        isOpen: (Identifier<WebhookSubscription>) -> Bool
    ) -> Identifier<WebhookDelivery>? {
        let heads = lanes.compactMap { subscription, lane -> (Identifier<WebhookSubscription>, Entry)? in
            let open = isOpen(subscription) ? [lane.first.first, lane.retries.first] : []
            let head = (open + [lane.byHand.first]).compactMap { $0 }.min { $0.number < $1.number }
            return head.map { (subscription, $0) }
        }
        guard let (subscription, entry) = heads.min(by: { $0.1.number < $1.1.number }),
            var lane = lanes.removeValue(forKey: subscription)
        else { return nil }
        switch entry.reason {
        case .first: lane.first.removeFirst()
        case .byHand: lane.byHand.removeFirst()
        case .retry: lane.retries.removeFirst()
        }
        begin(entry, in: subscription, &lane, order: order)
        lanes[subscription] = lane
        return entry.id
    }

    private mutating func begin(
        _ entry: Entry,
        in subscription: Identifier<WebhookSubscription>,
        _ lane: inout Lane,
        order: WebhookPolicy.Order
    ) {
        running[entry.id] = (subscription, entry)
        switch entry.reason {
        case .first:
            lane.runningFirst += 1
            if order == .event { lane.holder = entry.id }
        case .byHand: lane.runningFirst += 1
        case .retry: lane.runningRetries += 1
        }
    }

    private static func next(of lane: inout Lane, order: WebhookPolicy.Order, isOpen: Bool) -> Entry? {
        if let entry = lane.byHand.popFirst() { return entry }
        guard isOpen else { return nil }
        if lane.runningRetries < parallelism, let entry = lane.retries.popFirst() { return entry }
        switch order {
        case .event: return lane.holder == nil ? lane.first.popFirst() : nil
        case .none: return lane.runningFirst < parallelism ? lane.first.popFirst() : nil
        }
    }
}
