package import Domain
package import EmulatorCore
import Synchronization

/// A clock that stands still until a test moves it.
package final class ManualClock: Sendable {
    private let milliseconds: Atomic<Int64>

    /// A clock that stands at a moment of June 2026.
    package init(at start: Timestamp = Timestamp(milliseconds: 1_780_567_200_000)) {
        milliseconds = Atomic(start.milliseconds)
    }

    /// The present moment.
    package var now: Timestamp { Timestamp(milliseconds: milliseconds.load(ordering: .sequentiallyConsistent)) }

    /// Moves the clock forwards.
    package func advance(by duration: Duration) {
        let (seconds, attoseconds) = duration.components
        milliseconds.add(seconds * 1000 + attoseconds / 1_000_000_000_000_000, ordering: .sequentiallyConsistent)
    }

    /// The clock as sandboxes read it.
    package var emulatorClock: EmulatorClock { EmulatorClock { self.now } }
}
