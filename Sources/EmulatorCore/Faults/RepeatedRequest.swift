package import Domain

/// A request that has come again after a rule hit it.
package struct RepeatedRequest: Sendable {
    /// The number of the request that it repeats.
    package let seq: Int
    /// How long after the broken answer it came, in wall time.
    package let gap: TimeSpan
    /// Whether it came over the same connection; nil where there is none.
    package let isOnSameConnection: Bool?
    let rule: RuleName
    /// How many repeats in a row it makes.
    let chain: Int
}
