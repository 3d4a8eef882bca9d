/// What one fault rule did.
package struct FaultTally: Hashable, Sendable {
    /// The id of the rule.
    package let id: String
    /// How many requests or deliveries it has matched.
    package private(set) var matched: Int
    /// How often it has fired.
    package private(set) var fired: Int
    /// How many of the requests that it has hit came again in time.
    package private(set) var absorbed: Int
    /// How many of the requests that it has hit did not come again in time.
    package private(set) var notRepeated: Int

    /// The counts of a rule and its hits, as if no further request came.
    init(_ rule: FaultRule, _ hits: FaultHits) {
        id = rule.id
        matched = rule.counter.matched
        fired = rule.counter.fired
        (absorbed, notRepeated) = hits.finalCounts
    }

    mutating func add(_ other: FaultTally) {
        matched += other.matched
        fired += other.fired
        absorbed += other.absorbed
        notRepeated += other.notRepeated
    }

    mutating func subtract(_ other: FaultTally) {
        matched -= other.matched
        fired -= other.fired
        absorbed -= other.absorbed
        notRepeated -= other.notRepeated
    }
}
