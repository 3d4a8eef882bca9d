/// How many requests a minute an organization has, and whether they are counted.
package struct RateLimitSettings: Hashable, Sendable {
    /// Off by default: nothing is counted and the headers show a full bucket.
    package var enforce = false
    /// Replaces the plan's figure for writes.
    package var writePerMinute: Int?
    /// Replaces the plan's figure for reads.
    package var readPerMinute: Int?

    /// Nothing enforced, the plan's figures.
    package init() {}
}
