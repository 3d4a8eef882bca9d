import Domain

/// An entry that nearly matches, with the conditions that it does not meet.
package struct NearMatch: Sendable {
    private static let shown = 3
    /// How many of the newest candidates are compared.
    private static let compared = 1_000

    /// What it is.
    package let ref: ObservationRef
    /// The conditions that it does not meet.
    package let differences: [MatchDifference]

    /// The three nearest misses among the newest candidates, the nearest first, the newer first of equally near ones.
    static func nearest(
        to criterion: Criterion,
        in sources: [WatchedSource],
        since seq: Int,
        of watched: WatchedContract,
        wall: Timestamp
    ) -> [NearMatch] {
        var found: [(match: NearMatch, number: Int)] = []
        for source in sources {
            let range = WatchedSource.Range(kinds: [criterion.kind], sinceSeq: seq, newest: compared)
            _ = source.visit(range, of: watched, wall: wall) { recorded, number in
                guard let differences = criterion.differences(from: recorded), !differences.isEmpty else { return }
                let ref = ObservationRef(recorded, in: source.sandbox)
                found.append((NearMatch(ref: ref, differences: differences), number))
            }
        }
        found.sort { ($0.match.differences.count, -$0.number) < ($1.match.differences.count, -$1.number) }
        return found.prefix(shown).map(\.match)
    }
}
