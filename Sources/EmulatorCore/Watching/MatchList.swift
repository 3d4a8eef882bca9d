import Domain

/// What one expectation matches, in runs with ascending numbers.
///
/// A verification may match 100,000 requests and shows a hundred of them. So a match takes little memory, and the list
/// merges only as much of its runs as is asked for.
struct MatchList: Sendable {
    struct Match: Sendable {
        /// The position of its source among the sources of the verification.
        let source: Int
        let name: ObservationRef.Name
        /// Its number in the order of all occurrences.
        let number: Int
    }

    private var runs: [[Match]] = []

    /// All matches, run by run.
    var all: some Sequence<Match> { runs.joined() }

    var count: Int { runs.reduce(0) { $0 + $1.count } }

    mutating func append(_ match: Match) {
        if let last = runs.last?.last, last.number <= match.number {
            runs[runs.count - 1].append(match)
        } else {
            runs.append([match])
        }
    }

    /// The first matches in the order in which they happened, of those after the occurrence with that number.
    func first(_ limit: Int, after number: Int = -1) -> [Match] {
        var found: [Match] = []
        for run in runs {
            found += run.drop { $0.number <= number }.prefix(limit)
        }
        if runs.count > 1 { found.sort { $0.number < $1.number } }
        return Array(found.prefix(limit))
    }
}
