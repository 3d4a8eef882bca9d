package import Domain

/// How long something is held back, in wall time.
package enum DelayDistribution: Hashable, Sendable {
    /// Always the same.
    case fixed(TimeSpan)
    /// Anything between two bounds, both included, each as likely as the other.
    case uniform(TimeSpan, TimeSpan)

    /// One delay.
    package func draw(from stream: inout RandomStream) -> TimeSpan {
        switch self {
        case .fixed(let delay): delay
        case .uniform(let shortest, let longest):
            TimeSpan(milliseconds: Int64.random(in: shortest.milliseconds...longest.milliseconds, using: &stream))
        }
    }
}
