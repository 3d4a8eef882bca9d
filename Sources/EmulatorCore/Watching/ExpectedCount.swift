package import Documents

/// How many matches are expected: `count`, or `at_least` and `at_most`; at least one if none is given.
package struct ExpectedCount: Hashable, Sendable {
    /// The fewest matches.
    package let minimum: Int
    /// The most matches; nil for no limit.
    package let maximum: Int?

    init(minimum: Int, maximum: Int?) {
        self.minimum = minimum
        self.maximum = maximum
    }

    /// Reads the members of an expectation, whose types the schema has validated.
    package init(_ json: JSONValue, at pointer: String) throws(ReadingError) {
        let (count, least, most) = (json["count"]?.integer, json["at_least"]?.integer, json["at_most"]?.integer)
        if let count {
            guard least == nil, most == nil else {
                throw ReadingError(pointer + "/count", "is exact, so `at_least` and `at_most` cannot be given with it")
            }
            self.init(minimum: count, maximum: count)
        } else if let most {
            if let least, least > most {
                throw ReadingError(pointer + "/at_least", "must not be above `at_most`")
            }
            self.init(minimum: least ?? 0, maximum: most)
        } else {
            self.init(minimum: least ?? 1, maximum: nil)
        }
    }

    /// The result for a number of matches; `isCut` says that evicted entries may have been further matches.
    func outcome(of matched: Int, isCut: Bool) -> VerificationResult.Outcome {
        if let maximum, matched > maximum { return .failed }
        if matched < minimum { return isCut ? .inconclusive : .failed }
        return isCut && maximum != nil ? .inconclusive : .met
    }
}
