package import Domain
import FoundationEssentials

/// Where a world reads the time: the only place that knows the machine's clock.
package struct EmulatorClock: Sendable {
    private let read: @Sendable () -> Timestamp

    /// A clock that asks `read`; tests move their own.
    package init(reading read: @escaping @Sendable () -> Timestamp) {
        self.read = read
    }

    /// The present moment.
    package var now: Timestamp { read() }

    /// The machine's wall clock.
    package static let system = EmulatorClock {
        Timestamp(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
    }
}
