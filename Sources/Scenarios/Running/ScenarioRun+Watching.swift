import Documents
import Domain
import OrderedCollections

extension ScenarioRun {
    /// How much longer than the time-out of a wait its response may take.
    private static let grace = TimeSpan.seconds(30)
    /// The time-out of a wait that gives none.
    private static let standardWait = TimeSpan.seconds(5)

    // MARK: Wait

    /// Waits for what a step describes; the outcome must be `satisfied`.
    mutating func wait(_ source: JSONValue, in step: Step) async throws(StepError) {
        let body = try filling(step) { variables throws(MissingVariable) in try variables.filled(source) }
        let report = try await waitReport(body, in: step)
        let place = step.place.appending("wait")
        switch report["outcome"]?.string {
        case "satisfied": return
        case "timed_out":
            let wanted = body["count"]?.integer ?? 1
            let matched = report["matched"]?.integer ?? 0
            throw StepError(
                StepFailure(
                    "the wait has timed out with \(matched) of \(wanted) matches\(ControlReply.nearest(in: report))",
                    at: location(of: place),
                    expected: .integer(wanted),
                    actual: .integer(matched)
                )
            )
        case "violated":
            let refs = (report["refs"]?.array ?? []).compactMap(\.string).joined(separator: ", ")
            throw StepError(StepFailure("there must be no match, but there is \(refs)", at: location(of: place)))
        case .some, nil:
            throw StepError(StepFailure(Self.inconclusive(report), at: location(of: place)))
        }
    }

    /// Sends a wait and returns its report, whatever its outcome is.
    mutating func waitReport(_ body: JSONValue, in step: Step) async throws(StepError) -> JSONValue {
        let wait = body["timeout"]?.string.flatMap(TimeSpan.init) ?? Self.standardWait
        let patience = TimeSpan(milliseconds: wait.milliseconds + Self.grace.milliseconds)
        let request = ControlRequest("wait", query: [("status", "200")], body: body, of: control)
        return try await answer(request, timeout: patience, in: step)
    }

    static func inconclusive(_ report: JSONValue) -> String {
        switch report["reason"]?.string {
        case "reset": "the outcome cannot be told, because the world was reset"
        case .some, nil: "the outcome cannot be told, because entries of the journal were evicted"
        }
    }

    // MARK: Verify

    /// Compares what is recorded with the expectations of a step.
    mutating func verify(_ source: JSONValue, in step: Step) async throws(StepError) {
        let body = try filling(step) { variables throws(MissingVariable) in try variables.filled(source) }
        let request = ControlRequest("verify", body: body, of: control)
        let report = try await answer(request, accepting: [200, 409, 422], in: step)
        guard report["ok"] != true else { return }
        let place = step.place.appending("expect_requests")
        guard report["outcome"] != "inconclusive" else {
            throw StepError(StepFailure(Self.inconclusive(report), at: location(of: place)))
        }
        let rows = zip(body["expect"]?.array ?? [], report["results"]?.array ?? []).enumerated()
        var failures = rows.compactMap { index, row in
            VerifiedExpectation(row.0, result: row.1)
                .failure(at: location(of: place.appending("expect").appending(index)))
        }
        let unexpected = (report["unexpected"]?.array ?? []).compactMap(\.string)
        if !unexpected.isEmpty {
            let text = "nothing else must have happened, but there is \(unexpected.joined(separator: ", "))"
            failures.append(StepFailure(text, at: location(of: place.appending("nothing_else"))))
        }
        if failures.isEmpty { failures = [StepFailure("the expectations are not met", at: location(of: place))] }
        throw StepError(failures)
    }
}
