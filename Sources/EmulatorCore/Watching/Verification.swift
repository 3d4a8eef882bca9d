package import Documents
package import Domain

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

    /// Compares the expectations with what the sources have recorded; `wall` is the present wall time.
    package func result(in sources: [WatchedSource], at wall: Timestamp) -> VerificationResult {
        let criteria = expectations.map(\.criterion)
        var matches = criteria.map { _ in MatchList() }
        var unexpected = MatchList()
        var evicted: Set<Criterion.Kind> = []
        let range = WatchedSource.Range(kinds: Set(criteria.map(\.kind)), sinceSeq: sinceSeq)
        for (position, source) in sources.enumerated() {
            let lost = source.visit(range, of: watched, wall: wall) { recorded, number in
                var isExpected = false
                for index in criteria.indices where criteria[index].matches(recorded) {
                    isExpected = true
                    matches[index].append(MatchList.Match(source: position, name: .init(recorded), number: number))
                }
                guard allowsNothingElse, !isExpected else { return }
                if criteria.contains(where: { $0.counts(recorded) }) {
                    unexpected.append(MatchList.Match(source: position, name: .init(recorded), number: number))
                }
            }
            evicted.formUnion(lost)
        }
        var result = VerificationResult(rows: rows(of: matches, in: sources, wall))
        judge(&result, matches, evicted)
        judgeRest(&result, unexpected, evicted)
        result.unexpected = refs(of: unexpected, in: sources)
        if result.outcome == .failed { addNearest(to: &result, sources, wall) }
        return result
    }

    private func rows(
        of matches: [MatchList],
        in sources: [WatchedSource],
        _ wall: Timestamp
    ) -> [VerificationResult.Row] {
        // The verdicts of the requests that fault rules have hit; most worlds have none.
        let verdicts = sources.map { $0.verdicts(at: wall) }
        let hasHits = verdicts.contains { !$0.isEmpty }
        return matches.map { matches in
            var row = VerificationResult.Row()
            row.matched = matches.count
            row.refs = refs(of: matches, in: sources)
            guard hasHits else { return row }
            for match in matches.all {
                guard case .request(let seq) = match.name, let verdict = verdicts[match.source][seq] else { continue }
                row.hits[verdict, default: 0] += 1
            }
            return row
        }
    }

    private func refs(of matches: MatchList, in sources: [WatchedSource]) -> [ObservationRef] {
        matches.first(VerificationResult.refLimit).map { ObservationRef($0.name, in: sources[$0.source].sandbox) }
    }

    /// Compares the numbers of matches, and their order, with the expectations.
    private func judge(_ result: inout VerificationResult, _ matches: [MatchList], _ evicted: Set<Criterion.Kind>) {
        var position = 0
        // An eviction makes the order uncertain only for the expectations of its kind, and for those after them.
        var isCutBefore = false
        for (index, expectation) in expectations.enumerated() {
            let isCut = evicted.contains(expectation.criterion.kind)
            result.worsen(to: expectation.count.outcome(of: matches[index].count, isCut: isCut))
            guard isInOrder, expectation.count.minimum > 0 else { continue }
            isCutBefore = isCutBefore || isCut
            let later = matches[index].first(expectation.count.minimum, after: position)
            if later.count == expectation.count.minimum, let last = later.last {
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
        _ unexpected: MatchList,
        _ evicted: Set<Criterion.Kind>
    ) {
        guard allowsNothingElse else { return }
        if unexpected.count > 0 {
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
