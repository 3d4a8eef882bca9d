/// The rate limits of an organization, and whether they are enforced.
package struct RateLimitSettings: Hashable, Sendable {
    /// Whether rate limits are enforced; if not, nothing is counted and the headers show the full limit.
    package var enforce = false
    /// The writes per minute; nil for the plan's.
    package var writePerMinute: Int?
    /// The reads per minute; nil for the plan's.
    package var readPerMinute: Int?

    /// The defaults: the plan's rates, not enforced.
    package init() {}
}
