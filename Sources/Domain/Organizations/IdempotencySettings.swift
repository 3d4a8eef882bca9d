/// How an organization treats requests with the same idempotency key.
package struct IdempotencySettings: Hashable, Sendable {
    /// The longest `wait` that can be set.
    package static let longestWait = TimeSpan.minutes(5)

    /// How long a request waits for an earlier one with its key, in wall time, before it gets `idempotency_in_progress`.
    package var wait = TimeSpan.seconds(30)

    /// The default: 30 seconds.
    package init() {}

    /// Whether `wait` can be that long.
    package static func allows(wait: TimeSpan) -> Bool { wait > .zero && wait <= longestWait }
}
