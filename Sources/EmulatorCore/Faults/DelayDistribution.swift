package import Domain

/// How long a rule delays a request or a delivery, in wall time: a fixed or a random time.
package enum DelayDistribution: Hashable, Sendable {
    /// The same delay each time.
    case fixed(TimeSpan)
    /// A random delay between two bounds, both included; all whole milliseconds are equally likely.
    case uniform(TimeSpan, TimeSpan)

    /// Draws the delay of one request or delivery; a fixed delay draws nothing from the stream.
    package func draw(from stream: inout RandomStream) -> TimeSpan {
        switch self {
        case .fixed(let delay): delay
        case .uniform(let shortest, let longest):
            TimeSpan(milliseconds: Int64.random(in: shortest.milliseconds...longest.milliseconds, using: &stream))
        }
    }
}
