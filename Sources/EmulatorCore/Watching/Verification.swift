package import Documents
package import Domain
import OrderedCollections

/// Expectations about what has happened, to be compared with what is recorded (verifyRequests).
package struct Verification: Sendable {
    /// What must have happened.
    package let expectations: [Expectation]
    private let isInOrder: Bool
    private let allowsNothingElse: Bool
    private let sinceSeq: Int
    private let watched: WatchedContract

    /// Reads the body of a request whose schema has been validated.
    package init(_ json: JSONValue, of watched: WatchedContract) throws(ReadingError) {
        let countsInjected = json["injected"]?.bool ?? false
        var expectations: [Expectation] = []
        for (index, row) in (json["expect"]?.array ?? []).enumerated() {
            let pointer = "/expect/\(index)"
            expectations.append(
                try Expectation(row, at: pointer, countsInjected: countsInjected, watched.names)
            )
        }
        self.expectations = expectations
        isInOrder = json["in_order"]?.bool ?? false
        allowsNothingElse = json["nothing_else"]?.bool ?? false
        sinceSeq = json["since_seq"]?.integer ?? 0
        self.watched = watched
    }

    private struct Match {
        let ref: ObservationRef
        let number: Int
    }

    /// Compares the expectations with what the sources have recorded; `wall` is the present wall time.
    package func result(in sources: [WatchedSource], at wall: Timestamp) -> VerificationResult {
        var matches = expectations.map { _ in [Match]() }
        var unexpected: [Match] = []
        var evicted: Set<Criterion.Kind> = []
        let range = WatchedSource.Range(kinds: Set(expectations.map(\.criterion.kind)), sinceSeq: sinceSeq)
        for source in sources {
            let lost = source.visit(range, of: watched, wall: wall) { recorded, number in
                var isExpected = false
                for (index, expectation) in expectations.enumerated() where expectation.criterion.matches(recorded) {
                    isExpected = true
                    matches[index].append(Match(ref: ObservationRef(recorded, in: source.sandbox), number: number))
                }
                guard allowsNothingElse, !isExpected else { return }
                if expectations.contains(where: { $0.criterion.counts(recorded) }) {
                    unexpected.append(Match(ref: ObservationRef(recorded, in: source.sandbox), number: number))
                }
            }
            evicted.formUnion(lost)
        }
        if sources.count > 1 { for index in matches.indices { matches[index].sort { $0.number < $1.number } } }
        var result = VerificationResult(rows: rows(of: matches, verdicts(in: sources, wall)))
        judge(&result, matches, evicted)
        judgeRest(&result, unexpected, evicted)
        if result.outcome == .failed { addNearest(to: &result, sources, wall) }
        return result
    }

    /// The verdicts of all requests that fault rules have hit.
    private func verdicts(in sources: [WatchedSource], _ wall: Timestamp) -> [ObservationRef: FaultHit.Verdict] {
        var verdicts: [ObservationRef: FaultHit.Verdict] = [:]
        for source in sources {
            for (seq, verdict) in source.verdicts(at: wall) {
                verdicts[ObservationRef(.request(seq), in: source.sandbox)] = verdict
            }
        }
        return verdicts
    }

    private func rows(
        of matches: [[Match]],
        _ verdicts: [ObservationRef: FaultHit.Verdict]
    ) -> [VerificationResult.Row] {
        matches.map { matches in
            var row = VerificationResult.Row()
            row.matched = matches.count
            if !verdicts.isEmpty {
                for verdict in matches.compactMap({ verdicts[$0.ref] }) { row.hits[verdict, default: 0] += 1 }
            }
            row.refs = matches.prefix(VerificationResult.refLimit).map(\.ref)
            return row
        }
    }

    /// Compares the numbers of matches, and their order, with the expectations.
    private func judge(_ result: inout VerificationResult, _ matches: [[Match]], _ evicted: Set<Criterion.Kind>) {
        var position = 0
        // An eviction makes the order uncertain only for the expectations of its kind, and for those after them.
        var isCutBefore = false
        for (index, expectation) in expectations.enumerated() {
            let isCut = evicted.contains(expectation.criterion.kind)
            result.worsen(to: expectation.count.outcome(of: matches[index].count, isCut: isCut))
            guard isInOrder, expectation.count.minimum > 0 else { continue }
            isCutBefore = isCutBefore || isCut
            let later = matches[index].lazy.filter { $0.number > position }.prefix(expectation.count.minimum)
            if later.count == expectation.count.minimum, let last = Array(later).last {
                position = last.number
            } else {
                result.rows[index].isOutOfOrder = matches[index].count >= expectation.count.minimum
                result.worsen(to: isCutBefore ? .inconclusive : .failed)
            }
        }
    }

    /// Looks for what matches no expectation, if `nothing_else` is set.
    private func judgeRest(
        _ result: inout VerificationResult,
        _ unexpected: [Match],
        _ evicted: Set<Criterion.Kind>
    ) {
        guard allowsNothingElse else { return }
        result.unexpected = unexpected.sorted { $0.number < $1.number }
            .prefix(VerificationResult.refLimit).map(\.ref)
        if !unexpected.isEmpty {
            result.worsen(to: .failed)
        } else if !evicted.isEmpty {
            result.worsen(to: .inconclusive)
        }
    }

    private func addNearest(to result: inout VerificationResult, _ sources: [WatchedSource], _ wall: Timestamp) {
        for (index, expectation) in expectations.enumerated()
        where result.rows[index].matched < expectation.count.minimum {
            result.rows[index].nearest = NearMatch.nearest(
                to: expectation.criterion,
                in: sources,
                since: sinceSeq,
                of: watched,
                wall: wall
            )
        }
    }
}

extension VerificationResult {
    /// Takes another outcome if it is worse; a failure is certain, even if entries were evicted.
    fileprivate mutating func worsen(to other: Outcome) {
        switch (outcome, other) {
        case (.failed, _), (_, .met): break
        case (_, .failed): outcome = .failed
        case (_, .inconclusive): outcome = .inconclusive
        }
    }
}
