import Domain

/// Decides at which of its matches a rule fires, and counts matches and firings.
///
/// For example, a rule with `skip: 1` and `every: 2` fires at its third, fifth and seventh match.
package struct RuleCounter: Hashable, Sendable {
    /// How many matches are skipped at first.
    package var skip = 0
    /// How often it fires at most; nil for no limit.
    package var times: Int?
    /// Fires only at every n-th match after the skipped ones; 1 for each match.
    package var every = 1
    /// The probability with which it fires at a match that the other limits allow.
    package var probability = 1.0
    /// Whether the rule is enabled; a disabled rule does not count matches.
    package var isEnabled = true
    /// How many times it has matched.
    package private(set) var matched = 0
    /// How often it has fired.
    package private(set) var fired = 0

    /// A counter that fires at every match.
    package init() {}

    /// How often it can still fire; nil for no limit.
    package var remaining: Int? { times.map { max(0, $0 - fired) } }

    /// A limit that keeps a rule from firing at a match, whatever its probability.
    package enum Limit: Hashable, Sendable {
        case skip, every, times
    }

    /// The limit that keeps the rule from firing at its next match; nil if only the probability decides.
    package var nextLimit: Limit? {
        let match = matched + 1
        if match <= skip { return .skip }
        if (match - skip) % every != 0 { return .every }
        return remaining == 0 ? .times : nil
    }

    /// Counts a match, and returns whether the rule fires at it.
    mutating func fires(chance: inout RandomStream) -> Bool {
        let limit = nextLimit
        matched += 1
        guard limit == nil else { return false }
        guard probability >= 1 || Double.random(in: 0..<1, using: &chance) < probability else { return false }
        fired += 1
        return true
    }

    mutating func restart() {
        matched = 0
        fired = 0
    }

    mutating func add(_ other: RuleCounter) {
        matched += other.matched
        fired += other.fired
    }
}
