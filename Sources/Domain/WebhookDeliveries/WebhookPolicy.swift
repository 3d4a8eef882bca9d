/// How a world attempts deliveries; by default as the vendor does, but without jitter.
package struct WebhookPolicy: Hashable, Sendable {
    /// The order of the first attempts of a subscription.
    package enum Order: String, CaseIterable, Sendable {
        /// One at a time, in the order of the events.
        case event
        /// Several at once, in no particular order.
        case none
    }

    /// The clock that the time in a signature is read from.
    package enum SignTime: String, CaseIterable, Sendable {
        case wall, sandbox
    }

    /// The vendor's waits before the second to the eighth attempt, each counted from the end of the attempt before.
    package static let vendorRetries: [TimeSpan] = [
        .seconds(10), .seconds(30), .minutes(2), .minutes(10), .hours(1), .hours(6), .hours(24),
    ]

    /// The waits before the second and each later attempt.
    package var retries = vendorRetries
    /// The largest deviation of a wait as a fraction of it: 0.2 for the vendor's ±20 %.
    package var jitter = 0.0
    /// The time limit of an attempt, in wall time.
    package var timeout = TimeSpan.seconds(10)
    /// The order of the first attempts of a subscription.
    package var order = Order.event
    /// The clock that the time in a signature is read from.
    package var signTime = SignTime.wall

    /// The default policy: the vendor's waits, without jitter.
    package init() {}

    /// The wait after a number of failed attempts; nil if there are no more attempts.
    ///
    /// `chance`, in 0..<1, chooses the wait within the jitter: 0 is the shortest.
    package func wait(afterAttempts count: Int, chance: Double) -> TimeSpan? {
        guard retries.indices.contains(count - 1) else { return nil }
        let wait = Double(retries[count - 1].milliseconds)
        return TimeSpan(milliseconds: Int64((wait * (1 + jitter * (2 * chance - 1))).rounded()))
    }
}
