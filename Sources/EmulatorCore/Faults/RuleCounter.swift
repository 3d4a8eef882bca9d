import Domain

/// Which of its matches a rule fires at, and how often it has done so.
package struct RuleCounter: Hashable, Sendable {
    /// How many matches pass before the first that counts.
    package var skip = 0
    /// How often it fires; nil for ever.
    package var times: Int?
    /// Fires at every so many matches.
    package var every = 1
    /// The share of matches that it fires at.
    package var probability = 1.0
    /// Whether it is asked at all.
    package var isEnabled = true
    /// How many times it has matched.
    package private(set) var matched = 0
    /// How often it has fired.
    package private(set) var fired = 0

    /// Fires at every match.
    package init() {}

    /// How often it will fire yet; nil for ever.
    package var remaining: Int? { times.map { max(0, $0 - fired) } }

    /// Counts a match, and says whether the rule fires at it.
    mutating func fires(chance: inout RandomStream) -> Bool {
        matched += 1
        guard matched > skip, (matched - skip) % every == 0, remaining != 0 else { return false }
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
