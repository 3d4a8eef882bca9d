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

/// The timers of a world in the order in which they fire.
///
/// No timer is removed before it is due: its object may have changed by then, so the code that runs it checks that.
package struct TimerQueue: Sendable {
    private(set) var timers = ChunkedHeap<WorldTimer>()
    private(set) var nextNumber = 0

    /// A queue without timers.
    package init() {}

    /// A queue of exported timers; `nextNumber` is the number of the next timer that is set.
    init(_ timers: [WorldTimer], nextNumber: Int) {
        self.timers = ChunkedHeap(timers)
        self.nextNumber = nextNumber
        countBesideDeliveries = timers.count { !$0.kind.belongsToDelivery }
    }

    /// The number of timers, not counting those of deliveries.
    package private(set) var countBesideDeliveries = 0

    /// When the next timer is due; nil without timers.
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
