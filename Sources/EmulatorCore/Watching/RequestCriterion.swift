import Documents

/// Which recorded requests an expectation is about.
package final class RequestCriterion: Sendable {
    private let matcher: RequestMatcher
    private let status: StatusPattern?
    private let error: String?
    /// Whether responses count that a fault rule gave in place of the handler.
    private let countsInjected: Bool

    /// Reads a matcher whose keys the schema has validated.
    init(
        _ json: JSONValue,
        at pointer: String,
        countsInjected: Bool,
        _ names: ContractNames
    ) throws(ReadingError) {
        matcher = try RequestMatcher(json, at: pointer, isRecorded: true)
        status = json["status"].flatMap { StatusPattern($0.plainText) }
        error = json["error"]?.string
        self.countsInjected = countsInjected
        try names.check(matcher, at: pointer)
        try names.check(error: error, at: pointer + "/error")
    }

    func matches(_ request: RecordedRequest) -> Bool {
        // Only the parts that are compared are read, as a verification may look at 100,000 requests.
        let record = request.entry.record
        guard counts(request.entry) else { return false }
        if let status, !status.matches(record.status) { return false }
        if let error, record.error != error { return false }
        return matcher.matches(request)
    }

    /// The conditions that a request does not meet.
    func differences(from request: RecordedRequest) -> [MatchDifference] {
        let outcome = request.entry.outcome
        var found = matcher.differences(from: request)
        if let status, !status.matches(outcome.status) {
            found.append(MatchDifference("/status", status.json, outcome.status.map { .integer($0) }))
        }
        if let error, outcome.error != error {
            found.append(MatchDifference("/error", expected: .string(error), actual: outcome.error))
        }
        if !counts(request.entry) {
            found.append(MatchDifference("/injected", false, true))
        }
        return found
    }

    /// Whether a request counts at all: only with `injected: true` if a fault rule answered in place of the handler.
    func counts(_ entry: JournalEntry) -> Bool {
        countsInjected || entry.record.injection != .insteadOfHandler
    }
}

extension StatusPattern {
    /// The pattern as it is written.
    var json: JSONValue {
        switch self {
        case .exact(let status): .integer(status)
        case .hundreds(let digit): .string("\(digit)xx")
        }
    }
}
