package import Domain
package import EmulatorCore
import Synchronization

/// A clock whose time changes only when a test advances it.
package final class ManualClock: Sendable {
    private let milliseconds: Atomic<Int64>

    /// A clock that starts at the given time, which is 2026-06-04T10:00:00Z unless a test says otherwise.
    package init(at start: Timestamp = Timestamp(milliseconds: 1_780_567_200_000)) {
        milliseconds = Atomic(start.milliseconds)
    }

    /// The current time of this clock.
    package var now: Timestamp { Timestamp(milliseconds: milliseconds.load(ordering: .sequentiallyConsistent)) }

    /// Moves the clock forwards.
    package func advance(by duration: Duration) {
        let (seconds, attoseconds) = duration.components
        milliseconds.add(seconds * 1000 + attoseconds / 1_000_000_000_000_000, ordering: .sequentiallyConsistent)
    }

    /// This clock as the type that sandboxes use.
    package var emulatorClock: EmulatorClock { EmulatorClock { self.now } }
}
