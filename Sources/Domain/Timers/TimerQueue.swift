import HeapModule

extension WorldTimer.Kind {
    fileprivate var belongsToDelivery: Bool {
        switch self {
        case .deliveryAttempt: true
        case .setupLinkExpiry, .secretExpiry, .onboarding, .windowEnd, .templateReview, .messageStatus: false
        }
    }
}

extension WorldTimer: Comparable {
    package static func < (left: WorldTimer, right: WorldTimer) -> Bool {
        (left.due, left.number) < (right.due, right.number)
    }
}

/// What is yet to happen in a world, the next first.
///
/// Nothing is ever taken out before its time: what a timer speaks of may have changed by then, and is looked at again.
package struct TimerQueue: Sendable {
    private(set) var timers = Heap<WorldTimer>()
    private(set) var nextNumber = 0

    /// Nothing will happen.
    package init() {}

    /// Those timers will run, and later ones are counted from that number on.
    init(_ timers: [WorldTimer], nextNumber: Int) {
        self.timers = Heap(timers)
        self.nextNumber = nextNumber
        countBesideDeliveries = timers.count { !$0.kind.belongsToDelivery }
    }

    /// How many timers are set, those apart that belong to a delivery.
    package private(set) var countBesideDeliveries = 0

    /// When the next one is due.
    package var nextDue: Timestamp? { timers.min?.due }

    mutating func set(_ kind: WorldTimer.Kind, due: Timestamp) {
        timers.insert(WorldTimer(due: due, kind: kind, number: nextNumber))
        nextNumber += 1
        if !kind.belongsToDelivery { countBesideDeliveries += 1 }
    }

    mutating func take(dueBy now: Timestamp) -> WorldTimer? {
        guard let next = timers.min, next.due <= now else { return nil }
        if !next.kind.belongsToDelivery { countBesideDeliveries -= 1 }
        return timers.removeMin()
    }
}
