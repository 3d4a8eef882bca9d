import Documents
import OrderedCollections

extension ScenarioRun {
    /// Compares the changes of the world with the patterns of a step, each of which must match a change of its own.
    mutating func compare(_ source: ChangesStep, in step: Step) async throws(StepError) {
        let changes = try filling(step) { variables throws(MissingVariable) in try variables.filled(source) }
        let query = [("limit", "10000")] + (changes.since.map { [("since", $0)] } ?? [])
        let request = ControlRequest("getChanges", query: query, of: control)
        let rows = try await answer(request, in: step)["data"]?.array ?? []
        let place = step.place.appending("changes").appending("expect")
        var mismatches: [[[ValueMismatch]]] = []
        for (index, pattern) in changes.expected.enumerated() {
            let expectation = try expectation(pattern, at: place.appending(index))
            mismatches.append(rows.map { expectation.mismatches(with: $0) })
        }
        var matching = Matching(mismatches.map { row in row.indices.filter { row[$0].isEmpty } })
        let failures = matching.unmatched().flatMap { index in
            failure(of: changes.expected[index], mismatches[index], at: place.appending(index))
        }
        if !failures.isEmpty { throw StepError(failures) }
    }

    /// The failures of a pattern without a change of its own: the reason, and the mismatches with the nearest change.
    private func failure(
        of pattern: JSONValue,
        _ mismatches: [[ValueMismatch]],
        at place: JSONPointer
    ) -> [StepFailure] {
        let reason: String
        if mismatches.contains(where: \.isEmpty) {
            reason = "each change that matches is needed by another pattern"
        } else {
            switch mismatches.count {
            case 0: reason = "there are no changes"
            case 1: reason = "the only change does not match"
            default: reason = "none of the \(mismatches.count) changes matches"
            }
        }
        let first = StepFailure(reason, at: location(of: place), expected: pattern)
        let nearest = mismatches.enumerated().min { $0.element.count < $1.element.count }
        guard let nearest else { return [first] }
        let pointer = JSONPointer(["body", "data", String(nearest.offset)])
        return [first] + failures(nearest.element, at: pointer, from: place)
    }
}
