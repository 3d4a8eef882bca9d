package import Domain

/// What a rule does to a request that comes again right after the rule has hit it (decision 0007).
///
/// HTTP clients resend by themselves when a connection breaks before a byte of the answer, and their callers never
/// hear of it. A transport repeats at once, an application waits before it tries again: the time tells them apart.
package enum RepeatPolicy: Hashable, Sendable {
    /// Hits it again if it comes that soon after the broken answer, without using up `times`.
    case hit(within: TimeSpan)
    /// Lets it go the way of any other request.
    case pass

    /// What `hit` means, and the default of rules that break connections.
    package static let standard = RepeatPolicy.hit(within: TimeSpan(milliseconds: 100))
    /// How many repeats in a row are hit.
    static let longestChain = 20

    /// Whether a repeat that comes so long after the broken answer is hit again.
    func hits(after gap: TimeSpan) -> Bool {
        switch self {
        case .hit(let limit): gap <= limit
        case .pass: false
        }
    }
}
