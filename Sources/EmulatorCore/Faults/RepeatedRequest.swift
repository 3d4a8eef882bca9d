package import Domain

/// A request that repeats one that a rule has hit.
package struct RepeatedRequest: Sendable {
    /// The number of the request that it repeats.
    package let seq: Int
    /// The time from the broken response to this request, in wall time.
    package let gap: TimeSpan
    /// Whether it came over the same connection; nil for a caller in the same process.
    package let isOnSameConnection: Bool?
    let rule: RuleName
    /// How many repeats in a row there are with this one; 1 for the first.
    let chain: Int
}
