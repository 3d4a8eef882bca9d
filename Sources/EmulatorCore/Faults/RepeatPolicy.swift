package import Domain

/// What a rule does to a request that comes again after the rule has hit it (decision 0007).
///
/// An HTTP client may resend a request by itself when the connection breaks before the first byte of the response. Its
/// caller then does not see the fault. Such a client resends at once, while an application waits before it tries
/// again: the time between both requests shows which of them it was.
package enum RepeatPolicy: Hashable, Sendable {
    /// Hits a repeat that comes within that time after the broken response, without counting it against `times`.
    case hit(within: TimeSpan)
    /// Treats a repeat like any other request.
    case pass

    /// What `repeats: hit` means, and the default of rules that break connections: within 100 milliseconds.
    package static let standard = RepeatPolicy.hit(within: TimeSpan(milliseconds: 100))
    /// How many repeats in a row are hit at most.
    static let longestChain = 20

    /// Whether a repeat is hit that comes `gap` after the broken response.
    func hits(after gap: TimeSpan) -> Bool {
        switch self {
        case .hit(let limit): gap <= limit
        case .pass: false
        }
    }
}
