package import Domain
import HashTreeCollections
import Synchronization

/// Limits the requests for each name in windows of one minute that start with the first request (resolveOnboarding).
package final class FixedWindowLimiter: Sendable {
    private static let window = TimeSpan.seconds(60)
    /// How many names are counted at once; beyond that, names whose window is over are removed, or else all names.
    private static let capacity = 10_000

    private struct Window {
        var start: Timestamp
        var calls: Int
    }

    private let windows: Mutex<TreeDictionary<String, Window>>

    /// A limiter without any requests.
    package init() { windows = Mutex([:]) }

    /// Copies the counts of another limiter.
    package init(copying other: FixedWindowLimiter) { windows = Mutex(other.windows.withLock { $0 }) }

    /// Counts one request.
    ///
    /// - Returns: whole seconds until requests are allowed again; nil if this one is allowed.
    package func count(_ name: String, limit: Int, at now: Timestamp) -> Int? {
        windows.withLock { windows in
            if windows.count >= Self.capacity { windows = windows.filter { Self.isOpen($0.value, at: now) } }
            if windows.count >= Self.capacity { windows = [:] }
            let present = windows[name].flatMap { Self.isOpen($0, at: now) ? $0 : nil }
            var window = present ?? Window(start: now, calls: 0)
            window.calls += 1
            windows[name] = window
            guard window.calls > limit else { return nil }
            let end = window.start.adding(Self.window).milliseconds
            return Int((end - now.milliseconds + 999) / 1000)
        }
    }

    /// Removes all counts.
    package func clear() {
        windows.withLock { $0 = [:] }
    }

    /// Whether a window is open; it is not if the clock was set back to a time before its start.
    private static func isOpen(_ window: Window, at now: Timestamp) -> Bool {
        window.start <= now && now < window.start.adding(Self.window)
    }
}
