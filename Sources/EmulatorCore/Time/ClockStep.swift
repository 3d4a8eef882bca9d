package import Domain

/// How far a clock is to be moved.
package enum ClockStep: Hashable, Sendable {
    case by(TimeSpan)
    case to(Timestamp)

    /// Where the step leads from a moment.
    package func target(from now: Timestamp) -> Timestamp {
        switch self {
        case .by(let span): now.adding(span)
        case .to(let moment): moment
        }
    }
}
