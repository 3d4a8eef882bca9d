package import Domain

/// How far a clock is advanced: by a span of time or to a moment.
package enum ClockStep: Hashable, Sendable {
    case by(TimeSpan)
    case to(Timestamp)

    /// The time that the step leads to from `now`.
    package func target(from now: Timestamp) -> Timestamp {
        switch self {
        case .by(let span): now.adding(span)
        case .to(let moment): moment
        }
    }
}
