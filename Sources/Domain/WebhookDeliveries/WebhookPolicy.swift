/// How a world delivers webhooks: the vendor's schedule unless a test wants another.
package struct WebhookPolicy: Hashable, Sendable {
    /// In which order the first attempts of a subscription are made.
    package enum Order: String, CaseIterable, Sendable {
        /// One after another, in the order of the events.
        case event
        /// Many at once.
        case none
    }

    /// Which clock the signature's time is read from.
    package enum SignTime: String, CaseIterable, Sendable {
        case wall, sandbox
    }

    /// The vendor's waits before the second to the eighth attempt, each from the end of the attempt before.
    package static let vendorRetries: [TimeSpan] = [
        .seconds(10), .seconds(30), .minutes(2), .minutes(10), .hours(1), .hours(6), .hours(24),
    ]

    /// The wait before each attempt but the first.
    package var retries = vendorRetries
    /// How far a wait may be off, as a share of it: 0.2 for the vendor's ±20 %.
    package var jitter = 0.0
    /// How long an attempt may take, in wall time.
    package var timeout = TimeSpan.seconds(10)
    /// The order of first attempts.
    package var order = Order.event
    /// The clock of the signature.
    package var signTime = SignTime.wall

    /// The vendor's habits, without jitter.
    package init() {}

    /// The wait after that many attempts have failed; nil if there are no more.
    ///
    /// `chance`, a number from 0 up to 1, decides where the wait falls within the jitter.
    package func wait(afterAttempts count: Int, chance: Double) -> TimeSpan? {
        guard retries.indices.contains(count - 1) else { return nil }
        let wait = Double(retries[count - 1].milliseconds)
        return TimeSpan(milliseconds: Int64((wait * (1 + jitter * (2 * chance - 1))).rounded()))
    }
}
