import EmulatorCore
import EmulatorServer

extension RunEvidence {
    /// Decides whether the run has met a requirement.
    func judge(_ requirement: Requirement) -> RequirementResult {
        switch requirement.subject {
        case .operation(let name, let count): judge(requirement, operation: name, count)
        case .event(let type, let count): judge(requirement, event: type, count)
        case .delivery(let type, let count): judge(requirement, deliveryOf: type, count)
        case .noUnmatched: judgeUnmatched(requirement)
        case .coverage(let percent): judgeCoverage(requirement, percent)
        }
    }

    private typealias Text = RequirementText

    /// A result that is unknown instead of not met if counts of the coverage were deleted.
    private func result(
        _ requirement: Requirement,
        seen: Double,
        isMet: Bool,
        isOfCoverage: Bool = false,
        _ message: () -> String
    ) -> RequirementResult {
        let with = { (verdict: RequirementResult.Verdict, message: String?) in
            RequirementResult(requirement: requirement, seen: seen, verdict: verdict, message: message)
        }
        guard !isMet else { return with(.met, nil) }
        guard isOfCoverage, hasLostCoverage else { return with(.notMet, message()) }
        let reason = "because DELETE /__admin/coverage has deleted counts during the run; the other counts say that"
        return with(.unknown, "it cannot be told whether \(requirement.option) is met, \(reason) \(message())")
    }

    // MARK: Operations

    private func judge(_ requirement: Requirement, operation: String, _ count: Int) -> RequirementResult {
        let answers = record.coverage.seen.operations[operation]
        let refused = answers?.statuses[401] ?? 0
        let seen = (answers?.total ?? 0) - refused
        return result(requirement, seen: Double(seen), isMet: seen >= count, isOfCoverage: true) {
            let start = "\(operation) was required \(Text.times(count)), but "
            let fact = seen == 0 ? "it has answered no request" : "it has answered only \(Text.count(seen, "request"))"
            return ([start + fact] + others(than: operation, refused: refused)).joined(separator: "; ")
        }
    }

    /// The requests to an operation that do not count, with the reasons.
    private func others(than operation: String, refused: Int) -> [String] {
        let injected = record.coverage.injected.operations[operation]?.total ?? 0
        let reasons =
            [(injected, "answered by fault rules"), (refused, "refused with 401 because of the key")]
            + UncountedRequest.Reason.allCases.map { reason in
                (record.uncounted[UncountedRequest(operation: operation, reason: reason)] ?? 0, reason.text)
            }
        return reasons.filter { $0.0 > 0 }.map { count, reason in
            "\(Text.count(count, "request")) \(Text.were(count)) \(reason)"
        }
    }

    // MARK: Events and deliveries

    private func judge(_ requirement: Requirement, event: String, _ count: Int) -> RequirementResult {
        let seen = record.coverage.seen.events[event] ?? 0
        let triggered = record.coverage.injected.events[event] ?? 0
        return result(requirement, seen: Double(seen), isMet: seen >= count, isOfCoverage: true) {
            let start = "the event \(event) was required \(Text.times(count)), but "
            let fact = seen == 0 ? "no change has caused it" : "changes have caused it only \(Text.times(seen))"
            return start + fact + (triggered > 0 ? "; it was triggered \(Text.times(triggered))" : "")
        }
    }

    private func judge(_ requirement: Requirement, deliveryOf event: String, _ count: Int) -> RequirementResult {
        let seen = acceptedDeliveries(of: event)
        return result(requirement, seen: Double(seen), isMet: seen >= count) {
            let start = "a delivery of \(event) was required \(Text.times(count)), but "
            let fact = seen == 0 ? "none was" : "only \(seen) \(Text.were(seen))"
            return ([start + fact + " answered with a 2xx status"] + answers(to: event)).joined(separator: "; ")
        }
    }

    /// How the attempts of an event ended, and which of them do not count.
    private func answers(to event: String) -> [String] {
        let genuine = attempts(of: event, injected: false)
        let injected = attempts(of: event, injected: true).values.reduce(0, +)
        let accepted = genuine.reduce(0) { $1.key.isAccepted ? $0 + $1.value : $0 }
        var parts: [String] = []
        if !genuine.isEmpty { parts.append("the attempts ended with \(Text.list(named(genuine)))") }
        if accepted > acceptedDeliveries(of: event) { parts.append("a replay counts only with its delivery") }
        if injected > 0 {
            parts.append("\(Text.count(injected, "attempt")) \(Text.were(injected)) changed or dropped by fault rules")
        }
        return parts.isEmpty ? ["there was no attempt"] : parts
    }

    private func named(_ answers: [CountedAttempt.Answer: Int]) -> [String: Int] {
        answers.reduce(into: [:]) { $0[$1.key.name, default: 0] += $1.value }
    }

    // MARK: The whole run

    private func judgeUnmatched(_ requirement: Requirement) -> RequirementResult {
        let total = record.unmatched.total
        return result(requirement, seen: Double(total), isMet: total == 0) {
            let start = "\(Text.count(total, "request")) matched no operation"
            guard let first = unmatched.first?.line else { return start }
            let near = nearMiss.texts(method: first.method, path: first.path).first
            return "\(start): \(near ?? "no operation \(first.method) \(MaskedText.of(first.path))")"
        }
    }

    private func judgeCoverage(_ requirement: Requirement, _ percent: Double) -> RequirementResult {
        let total = coverage.total(of: .operation)
        let seen = total.of == 0 ? 100 : Double(total.seen) * 100 / Double(total.of)
        return result(requirement, seen: seen, isMet: seen >= percent, isOfCoverage: true) {
            "\(total.seen) of \(Text.count(total.of, "operation")) have answered (\(Text.number(seen)) %), but "
                + "\(Text.number(percent)) % were required"
        }
    }
}

extension UncountedRequest.Reason {
    /// The reason after "was" or "were".
    fileprivate var text: String {
        switch self {
        case .noResponse: "left without a response"
        case .emulatorError: "refused by the emulator itself (X-Mock-Error)"
        }
    }
}
