package import Domain

/// What makes time pass in one world: runs what falls due, and sends what is owed.
///
/// A world never calls it while it holds its lock.
package protocol WorldRunner: AnyObject, Sendable {
    /// Something has come up in the world: a timer was set, or a delivery may start.
    func wake(_ world: World)

    /// Moves the world's clock on, and runs everything that falls due on the way, each thing at its own instant.
    ///
    /// One at a time: a second call waits for the first. `completion` runs on any thread.
    func advance(
        _ world: World,
        _ step: ClockStep,
        completion: @escaping @Sendable (Result<AdvanceReport, AdvanceRefusal>) -> Void
    )

    /// Ends everything that is under way; `whenSilent` runs once nothing can be sent any more, at once if nothing was.
    func stop(whenSilent: @escaping @Sendable () -> Void)
}

/// How far a clock is to be moved.
package enum ClockStep: Hashable, Sendable {
    case by(TimeSpan)
    case to(Timestamp)

    /// Where the step leads from a moment.
    package func target(from now: Timestamp) -> Timestamp {
        switch self {
        case .by(let span): now.adding(span)
        case .to(let moment): moment
        }
    }
}

/// What happened while a clock was moved on.
package struct AdvanceReport: Hashable, Sendable {
    /// How many rows a report shows.
    package static let capacity = 10_000

    /// Where the clock stood.
    package let from: Timestamp
    /// Where it stands now.
    package var now: Timestamp
    /// What fell due, in the order in which it did.
    package private(set) var fired: [FiredTimer] = []
    /// Whether more fell due than the report shows.
    package private(set) var hasMore = false

    /// Nothing has happened yet.
    package init(from: Timestamp) {
        self.from = from
        now = from
    }

    /// Adds what happened, as far as there is room.
    package mutating func add(_ timers: [FiredTimer]) {
        let room = Self.capacity - fired.count
        fired += timers.prefix(room)
        hasMore = hasMore || timers.count > room
    }
}

/// Why a clock was not moved.
package enum AdvanceRefusal: Error, Hashable, Sendable {
    /// It shows a later moment already.
    case backwards(now: Timestamp)
    /// The world came to its end meanwhile.
    case worldEnded
}

/// Lets no time pass and sends nothing: for worlds of which only the state matters.
package final class IdleRunner: WorldRunner {
    /// A runner that does nothing.
    package init() {}

    /// Does nothing.
    package func wake(_ world: World) {}

    /// Refuses at once.
    package func advance(
        _ world: World,
        _ step: ClockStep,
        completion: @escaping @Sendable (Result<AdvanceReport, AdvanceRefusal>) -> Void
    ) {
        completion(.failure(.worldEnded))
    }

    /// Is silent already.
    package func stop(whenSilent: @escaping @Sendable () -> Void) { whenSilent() }
}
