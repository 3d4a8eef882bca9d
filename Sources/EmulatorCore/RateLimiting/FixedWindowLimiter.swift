package import Domain
import Synchronization

/// Counts calls a name in windows of a minute that start with a name's first call (resolveOnboarding).
package final class FixedWindowLimiter: Sendable {
    private static let window = TimeSpan.seconds(60)
    /// How many names are counted at once; names whose window is over are forgotten before that.
    private static let capacity = 10_000

    private struct Window {
        var start: Timestamp
        var calls: Int
    }

    private let windows: Mutex<[String: Window]>

    /// Nobody has called.
    package init() { windows = Mutex([:]) }

    /// The calls that another one has counted until now.
    init(copying other: FixedWindowLimiter) { windows = Mutex(other.windows.withLock { $0 }) }

    /// Counts one call.
    ///
    /// - Returns: whole seconds until calls are lawful again; nil if this one is.
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

    /// Forgets all calls.
    package func clear() {
        windows.withLock { $0 = [:] }
    }

    /// A clock that went back behind the window's start opens a new one.
    private static func isOpen(_ window: Window, at now: Timestamp) -> Bool {
        window.start <= now && now < window.start.adding(Self.window)
    }
}
