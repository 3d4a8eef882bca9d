package import Domain
import FoundationEssentials

/// The source of wall time; worlds read the machine's clock only through it.
package struct EmulatorClock: Sendable {
    private let read: @Sendable () -> Timestamp

    /// A clock that calls `read`; tests set the time of their own clocks.
    package init(reading read: @escaping @Sendable () -> Timestamp) {
        self.read = read
    }

    /// The present moment.
    package var now: Timestamp { read() }

    /// The machine's wall clock, in whole milliseconds.
    package static let system = EmulatorClock {
        Timestamp(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
    }
}
