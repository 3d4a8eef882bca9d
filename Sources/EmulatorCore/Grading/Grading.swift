/// Grades worlds that are added one after another; a rule fails if it fails in one of them.
package struct Grading: Sendable {
    private struct Tally {
        let rule: GradeRule
        var kept = Count()
        var broken = Count()
        /// A sentence on the first case that breaks the rule, without a full stop.
        var firstBreach: String?
    }

    private struct Count {
        var total = 0
        var refs: [String] = []

        mutating func add(_ ref: String) {
            total += 1
            if refs.count < Grade.refLimit, refs.last != ref { refs.append(ref) }
        }
    }

    private var tallies: [Tally]
    private var hasAllRequests = true

    /// Grades by those rules.
    package init(rules: [GradeRule] = GradeRule.allCases) {
        tallies = rules.map { Tally(rule: $0) }
    }

    /// Adds what a world has recorded.
    package mutating func add(_ records: GradedRecords) {
        hasAllRequests = hasAllRequests && records.hasAllRequests
        for index in tallies.indices {
            for found in tallies[index].rule.check.cases(in: records) {
                let ref = ObservationRef(found.name, in: records.sandbox).text(withSandbox: true)
                guard let breach = found.breach else {
                    tallies[index].kept.add(ref)
                    continue
                }
                tallies[index].broken.add(ref)
                if tallies[index].firstBreach == nil {
                    tallies[index].firstBreach = records.sandbox.map { "In sandbox \($0): \(breach)" } ?? breach
                }
            }
        }
    }

    /// The grades, in the order of the rules.
    package var grades: [Grade] { tallies.map(grade) }

    private func grade(_ tally: Tally) -> Grade {
        let (verdict, refs, text) = result(tally)
        let addition = tally.rule.isAboutRequests && !hasAllRequests ? " The journal no longer has all requests." : ""
        return Grade(rule: tally.rule, verdict: verdict, refs: refs, detail: text + addition)
    }

    private func result(_ tally: Tally) -> (Grade.Verdict, refs: [String], text: String) {
        let total = tally.kept.total + tally.broken.total
        let cases = total == 1 ? "case" : "cases"
        if let breach = tally.firstBreach {
            return (.fail, tally.broken.refs, "\(breach) (\(tally.broken.total) of \(total) \(cases)).")
        }
        guard total > 0 else { return (.notSeen, [], tally.rule.check.notSeen) }
        return (.pass, tally.kept.refs, "\(tally.rule.check.kept) (\(total) \(cases)).")
    }
}
