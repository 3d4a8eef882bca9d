import Documents
import Domain
import OrderedCollections

extension ScenarioRun {
    /// An event or a delivery that meets the matcher of a step.
    private struct Candidate {
        let ref: String
        /// What of its data is not as expected.
        let mismatches: [StepFailure]
        /// The violations of the contract in its body.
        let violations: [StepFailure]
    }

    /// Waits for an event or a delivery that no earlier step has used and whose data is as expected.
    mutating func find(_ source: OccurrenceStep, in step: Step) async throws(StepError) {
        let wanted = try filling(step) { variables throws(MissingVariable) in try variables.filled(source) }
        let deadline = ContinuousClock.now + .milliseconds(wanted.within.milliseconds)
        var compared: [Candidate] = []
        var count = 1
        while true {
            let left = max(0, Int64((deadline - ContinuousClock.now) / .milliseconds(1)))
            let time = TimeSpan(milliseconds: left)
            let report = try await waitReport(wanted.wait(for: count, within: time), in: step)
            let matched = report["matched"]?.integer ?? 0
            var refs = Self.refs(in: report)
            var read = 0
            while !refs.isEmpty {
                if try await use(oneOf: refs, for: wanted, &compared, in: step) { return }
                read += refs.count
                guard read < matched else { break }
                refs = Self.refs(in: try await waitReport(wanted.wait(for: read + 1, after: read), in: step))
            }
            guard report["outcome"] == "satisfied", left > 0 else {
                throw missing(wanted, compared, report, in: step)
            }
            count = max(matched, count) + 1
        }
    }

    // MARK: Candidates

    private static func refs(in report: JSONValue) -> [String] {
        (report["refs"]?.array ?? []).compactMap(\.string)
    }

    /// Uses the first one that no earlier step has used and whose data is as expected; returns whether there is one.
    private mutating func use(
        oneOf refs: [String],
        for wanted: OccurrenceStep,
        _ compared: inout [Candidate],
        in step: Step
    ) async throws(StepError) -> Bool {
        for ref in refs where !used.contains(ref) && !compared.contains(where: { $0.ref == ref }) {
            let candidate = try await candidate(ref, for: wanted, in: step)
            compared.append(candidate)
            guard candidate.mismatches.isEmpty else { continue }
            used.insert(ref)
            guard candidate.violations.isEmpty else { throw StepError(candidate.violations) }
            return true
        }
        return false
    }

    private mutating func candidate(
        _ ref: String,
        for wanted: OccurrenceStep,
        in step: Step
    ) async throws(StepError) -> Candidate {
        let id = String(ref.drop { $0 != ":" }.dropFirst())
        let (operation, typeName) =
            switch wanted.kind {
            case .event: ("getEvent", "type")
            case .delivery: ("getDelivery", "event_type")
            }
        let detail = try await answer(ControlRequest(operation, path: ["id": id], of: control), in: step)
        let body = (detail["body"]?.string).flatMap { try? JSONValue(parsing: Array($0.utf8)) } ?? .null
        let place = step.place.appending("expect_\(wanted.kind.rawValue)")
        let mismatches = wanted.data.map { pattern in
            let (data, pointer) = Self.data(of: body)
            return self.mismatches(of: data, at: pointer, with: pattern, from: place.appending("data"))
        }
        let isBroken = used.isBroken(detail["event_id"]?.string ?? id)
        let violations = isBroken ? [] : check.violations(of: body, ofEvent: detail[typeName]?.string ?? "")
        return Candidate(
            ref: ref,
            mismatches: mismatches ?? [],
            violations: violations.map { $0.failure(of: "the event", body: body, at: location(of: place)) }
        )
    }

    /// The data of an event: the member `data`, or the value of the change in Meta's envelope.
    private static func data(of body: JSONValue) -> (JSONValue?, JSONPointer) {
        if let data = body["data"] { return (data, JSONPointer(["body", "data"])) }
        let place = JSONPointer(["entry", "0", "changes", "0", "value"])
        return (body[place], JSONPointer(["body"] + place.tokens))
    }

    // MARK: Failures

    /// The error of a step for which nothing came, with the differences of what came nearest.
    private func missing(
        _ wanted: OccurrenceStep,
        _ compared: [Candidate],
        _ report: JSONValue,
        in step: Step
    ) -> StepError {
        let place = step.place.appending("expect_\(wanted.kind.rawValue)")
        let noun = wanted.kind.rawValue
        guard report["outcome"] == "satisfied" || report["outcome"] == "timed_out" else {
            return StepError(StepFailure(Self.inconclusive(report), at: location(of: place)))
        }
        let headline = "no \(noun) came within \(wanted.within)"
        let matched = report["matched"]?.integer ?? 0
        guard let nearest = compared.min(by: { $0.mismatches.count < $1.mismatches.count }) else {
            let reason =
                matched > 0
                ? "all that match (\(matched)) have satisfied earlier steps"
                : "none matches\(ControlReply.nearest(in: report))"
            let text = "\(headline): \(reason)"
            return StepError(StepFailure(text, at: location(of: place), expected: wanted.matcher))
        }
        let number = compared.count == 1 ? "\(nearest.ref)" : "\(nearest.ref), the nearest of \(compared.count),"
        let text = "\(headline) with this data: \(number) has other data"
        return StepError([StepFailure(text, at: location(of: place))] + nearest.mismatches)
    }
}

extension OccurrenceStep {
    /// The body of a wait for that many matches; its references begin after `offset` matches.
    fileprivate func wait(for count: Int, after offset: Int = 0, within span: TimeSpan = .zero) -> JSONValue {
        var body: JSONObject = [
            kind.rawValue: matcher, "count": .integer(count), "timeout": .string(span.description),
        ]
        if offset > 0 { body["offset"] = .integer(offset) }
        return .object(body)
    }
}
