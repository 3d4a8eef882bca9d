import OrderedCollections

/// The deliveries that may be attempted now, with a lane for each subscription so that a slow receiver delays no other.
///
/// A state machine without clock and network: the caller reports what happened and asks which attempts to start.
package struct DeliveryQueue: Sendable {
    /// Why a delivery is in the queue.
    enum Reason: String, CaseIterable, Sendable {
        /// Its first attempt, which keeps the order of the events.
        case first
        /// The first attempt of an operator's replay, made even if the subscription is paused or disabled.
        case byHand = "by_hand"
        /// A further attempt, which is due now.
        case retry
    }

    /// How many attempts of one kind may be under way at once for one subscription.
    static let parallelism = 32

    /// A delivery that waits; it comes before those with greater numbers.
    struct Entry: Comparable, Sendable {
        let id: Identifier<WebhookDelivery>
        let number: Int
        let reason: Reason

        static func < (left: Entry, right: Entry) -> Bool { left.number < right.number }
    }

    private struct Lane: Sendable {
        var first = ChunkedHeap<Entry>()
        var byHand = ChunkedHeap<Entry>()
        var retries = ChunkedHeap<Entry>()
        /// The first attempt that those behind it wait for, which keeps the order of the events.
        var holder: Identifier<WebhookDelivery>?
        var runningFirst = 0
        var runningRetries = 0

        /// The number of the oldest waiting entry; nil if none waits.
        var headNumber: Int? {
            [first.min, byHand.min, retries.min].compactMap { $0?.number }.min()
        }

        mutating func add(_ entry: Entry) {
            switch entry.reason {
            case .first: first.insert(entry)
            case .byHand: byHand.insert(entry)
            case .retry: retries.insert(entry)
            }
        }

        /// Whether nothing waits and no attempt is under way.
        var isEmpty: Bool { first.isEmpty && byHand.isEmpty && retries.isEmpty && runningFirst + runningRetries == 0 }
    }

    private var lanes: [Identifier<WebhookSubscription>: Lane] = [:]
    /// The lanes in which an attempt may have become possible since the last `start`.
    private var ready: OrderedSet<Identifier<WebhookSubscription>> = []
    /// How often an attempt may have become possible; a change tells the runner to look again.
    private(set) var readyMarks = 0
    private var running: [Identifier<WebhookDelivery>: (lane: Identifier<WebhookSubscription>, entry: Entry)] = [:]
    /// The number of the next entry: how many have been added so far.
    private(set) var nextNumber = 0

    /// An empty queue.
    package init() {}

    /// How many attempts are under way.
    package var runningCount: Int { running.count }

    /// Whether an attempt of the delivery is under way.
    func isRunning(_ id: Identifier<WebhookDelivery>) -> Bool { running[id] != nil }

    /// Whether first attempts behind this one wait for its answer.
    func holdsOthers(_ id: Identifier<WebhookDelivery>) -> Bool {
        guard let lane = running[id].flatMap({ lanes[$0.lane] }) else { return false }
        return lane.holder == id
    }

    // MARK: Changes

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

    /// Adds an entry to its lane, behind those with smaller numbers.
    private mutating func add(_ entry: Entry, to subscription: Identifier<WebhookSubscription>) {
        lanes[subscription, default: Lane()].add(entry)
        markReady(subscription)
    }

    /// Records that an attempt has ended, with whatever result.
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

    /// Lets the first attempts behind a slow one start without waiting for its answer.
    mutating func release(_ id: Identifier<WebhookDelivery>) {
        guard let run = running[id], lanes[run.lane]?.holder == id else { return }
        lanes[run.lane]?.holder = nil
        markReady(run.lane)
    }

    /// Marks all lanes as ready, because a changed policy may allow further attempts.
    mutating func resumeAll() {
        for subscription in lanes.keys { markReady(subscription) }
    }

    /// Marks a lane as ready, because its subscription is active again.
    mutating func resume(_ subscription: Identifier<WebhookSubscription>) {
        guard lanes[subscription] != nil else { return }
        markReady(subscription)
    }

    /// Removes all waiting entries of a subscription; attempts that are under way go on.
    mutating func clear(_ subscription: Identifier<WebhookSubscription>) {
        lanes[subscription]?.first = ChunkedHeap()
        lanes[subscription]?.byHand = ChunkedHeap()
        lanes[subscription]?.retries = ChunkedHeap()
        if lanes[subscription]?.isEmpty == true { lanes[subscription] = nil }
    }

    // MARK: Export

    /// A queue of exported entries, added in the order of their numbers; entries without a lane are skipped.
    init(_ entries: [Entry], nextNumber: Int, laneOf: (Entry) -> Identifier<WebhookSubscription>?) {
        self.nextNumber = nextNumber
        for entry in entries.sorted(by: { $0.number < $1.number }) {
            if let lane = laneOf(entry) { add(entry, to: lane) }
        }
    }

    /// All waiting entries, in the order in which they were added.
    var waiting: [Entry] {
        lanes.values.flatMap { [$0.first, $0.byHand, $0.retries].flatMap(\.unordered) }.sorted()
    }

    /// The entries whose attempts are under way.
    var runningEntries: [Entry] { running.values.map(\.entry) }

    /// Puts the entries under way back in front of their lanes as if not started, except those to leave out.
    mutating func requeueRunning(leavingOut isLeftOut: (Identifier<WebhookDelivery>) -> Bool) {
        let last = running.values.sorted { $0.entry.number > $1.entry.number }
        running = [:]
        for (subscription, entry) in last {
            guard var lane = lanes.removeValue(forKey: subscription) else { continue }
            lane.holder = nil
            lane.runningFirst = 0
            lane.runningRetries = 0
            if !isLeftOut(entry.id) { lane.add(entry) }
            lanes[subscription] = lane.isEmpty ? nil : lane
        }
        for (subscription, _) in last.reversed() { markReady(subscription) }
    }

    // MARK: Starting attempts

    /// The ready lanes, the one with the oldest entry first.
    ///
    /// The order depends only on the waiting entries, so a copy of the queue starts attempts in the same order.
    private var lanesInOrder: [Identifier<WebhookSubscription>] {
        guard ready.count > 1 else { return Array(ready) }
        let heads = ready.map { subscription in (subscription, lanes[subscription]?.headNumber ?? nextNumber) }
        return heads.sorted { $0.1 < $1.1 }.map { $0.0 }
    }

    /// Removes and returns all deliveries whose attempts may start now, lane by lane.
    mutating func start(
        order: WebhookPolicy.Order,
        isOpen: (Identifier<WebhookSubscription>) -> Bool
    ) -> [Identifier<WebhookDelivery>] {
        var started: [Identifier<WebhookDelivery>] = []
        for subscription in lanesInOrder {
            // Removed while it changes: if the dictionary still held the lane, the change would copy it.
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

    /// Removes and returns the oldest delivery whose attempt may start, so that a caller can go step by step.
    mutating func startOne(
        order: WebhookPolicy.Order,
        isOpen: (Identifier<WebhookSubscription>) -> Bool
    ) -> Identifier<WebhookDelivery>? {
        let heads = lanes.compactMap { subscription, lane -> (Identifier<WebhookSubscription>, Entry)? in
            let open = isOpen(subscription) ? [lane.first.min, lane.retries.min] : []
            let head = (open + [lane.byHand.min]).compactMap { $0 }.min()
            return head.map { (subscription, $0) }
        }
        guard let (subscription, entry) = heads.min(by: { $0.1 < $1.1 }),
            var lane = lanes.removeValue(forKey: subscription)
        else { return nil }
        switch entry.reason {
        case .first: _ = lane.first.removeMin()
        case .byHand: _ = lane.byHand.removeMin()
        case .retry: _ = lane.retries.removeMin()
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
        if let entry = lane.byHand.popMin() { return entry }
        guard isOpen else { return nil }
        if lane.runningRetries < parallelism, let entry = lane.retries.popMin() { return entry }
        switch order {
        case .event: return lane.holder == nil ? lane.first.popMin() : nil
        case .none: return lane.runningFirst < parallelism ? lane.first.popMin() : nil
        }
    }
}
