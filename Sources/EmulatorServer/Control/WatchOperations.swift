import Documents
import Domain
import EmulatorCore
import OrderedCollections

/// The operations that tell whether something has happened: verify, and wait for it.
struct WatchOperations: Sendable {
    let registry: SandboxRegistry
    /// The journal of requests without a sandbox.
    let unmatched: RequestJournal
    let watched: WatchedContract

    var table: [String: ControlHandler] {
        ["verify": .now(verify), "wait": .waiting(wait)]
    }

    private func sources(_ scope: ControlScope) -> [WatchedSource] {
        switch scope {
        case .sandbox(let sandbox): [WatchedSource(sandbox)]
        case .all:
            registry.sandboxes.map(WatchedSource.init)
                + [WatchedSource(unmatched: unmatched, faults: registry.unmatchedFaults)]
        }
    }

    // MARK: Verify

    @Sendable private func verify(_ call: ControlCall) throws(MockError) -> Answer {
        let verification = try call.read { body throws(ReadingError) in try Verification(body, of: watched) }
        let result = verification.result(in: sources(call.scope), at: registry.now)
        return .control(result.outcome.status) { writer in
            result.write(to: &writer, verification, withSandbox: call.scope.isOfAll)
        }
    }

    // MARK: Wait

    @Sendable private func wait(_ call: ControlCall) throws(MockError) -> ControlWait {
        let order = try call.read { body throws(ReadingError) in try WaitOrder(body, of: watched) }
        let isOfAll = call.scope.isOfAll
        let usesStatus = call.query["status"]?.integer == nil
        let sources: @Sendable () -> [WatchedSource] = { self.sources(call.scope) }
        let wait = Wait(order, sandbox: call.scope.sandbox?.id, feed: registry.feed, sources: sources)
        let answer: @Sendable (WaitReport) -> Answer = { report in
            .control(usesStatus ? report.outcome.status : 200) { writer in
                report.write(to: &writer, withSandbox: isOfAll)
            }
        }
        return ControlWait(
            timeout: .milliseconds(order.timeout.milliseconds),
            begin: { complete in wait.begin(at: registry.now) { complete(.success(answer($0))) } },
            expire: { answer(wait.expire(at: registry.now)) },
            stop: { answer(wait.stop()) },
            cancel: { wait.cancel() }
        )
    }
}

extension VerificationResult.Outcome {
    fileprivate var status: Int {
        switch self {
        case .met: 200
        case .failed: 409
        case .inconclusive: 422
        }
    }

    fileprivate var name: String {
        switch self {
        case .met: "met"
        case .failed: "failed"
        case .inconclusive: "inconclusive"
        }
    }
}

extension VerificationResult {
    fileprivate func write(to writer: inout JSONWriter, _ verification: Verification, withSandbox: Bool) {
        writer.member("ok", outcome == .met)
        writer.member("outcome", outcome.name)
        writer.member("reason", outcome == .inconclusive ? WaitReport.Reason.journalEvicted.rawValue : nil)
        writer.key("results")
        writer.array { writer in
            for (row, expectation) in zip(rows, verification.expectations) {
                writer.object { writer in
                    row.write(to: &writer, of: expectation.criterion.kind, withSandbox: withSandbox)
                }
            }
        }
        writer.key("unexpected")
        writer.refs(unexpected, withSandbox: withSandbox)
    }
}

extension VerificationResult.Row {
    fileprivate func write(to writer: inout JSONWriter, of kind: Criterion.Kind, withSandbox: Bool) {
        writer.member("matched", matched)
        writer.key("refs")
        writer.refs(refs, withSandbox: withSandbox)
        writer.member("out_of_order", isOutOfOrder)
        switch kind {
        case .request:
            writer.key("hits")
            writer.object { writer in
                for verdict in FaultHit.Verdict.allCases { writer.member(verdict.rawValue, hits[verdict] ?? 0) }
            }
        case .event, .delivery:
            break
        }
        writer.key("nearest")
        writer.nearMatches(nearest, withSandbox: withSandbox)
    }
}

extension WaitReport.Outcome {
    fileprivate var status: Int {
        switch self {
        case .satisfied: 200
        case .timedOut: 408
        case .violated: 409
        case .inconclusive: 422
        }
    }

    fileprivate var name: String {
        switch self {
        case .satisfied: "satisfied"
        case .timedOut: "timed_out"
        case .violated: "violated"
        case .inconclusive: "inconclusive"
        }
    }

    fileprivate var reason: WaitReport.Reason? {
        switch self {
        case .satisfied, .timedOut, .violated: nil
        case .inconclusive(let reason): reason
        }
    }
}

extension WaitReport {
    fileprivate func write(to writer: inout JSONWriter, withSandbox: Bool) {
        writer.member("outcome", outcome.name)
        writer.member("reason", outcome.reason?.rawValue)
        writer.member("matched", matched)
        writer.key("refs")
        writer.refs(refs, withSandbox: withSandbox)
        writer.key("nearest")
        writer.nearMatches(nearest, withSandbox: withSandbox)
    }
}

extension JSONWriter {
    fileprivate mutating func refs(_ refs: [ObservationRef], withSandbox: Bool) {
        array { writer in for ref in refs { writer.value(ref.text(withSandbox: withSandbox)) } }
    }

    fileprivate mutating func nearMatches(_ matches: [NearMatch], withSandbox: Bool) {
        array { writer in
            for match in matches {
                writer.object { writer in
                    writer.member("ref", match.ref.text(withSandbox: withSandbox))
                    writer.key("differences")
                    writer.array { writer in
                        for difference in match.differences { difference.write(to: &writer) }
                    }
                }
            }
        }
    }
}

extension MatchDifference {
    /// Writes the difference as a JSON object; secrets in the request are masked.
    fileprivate func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("pointer", pointer)
            writer.member("expected", expected)
            writer.key("actual")
            writer.value(maskedActual ?? .null)
        }
    }

    private var maskedActual: JSONValue? {
        guard let actual else { return nil }
        guard let text = actual.string else { return Secrets.masked(actual) }
        let name = JSONPointer(parsing: pointer)?.tokens.last ?? ""
        return .string(Secrets.maskedHeader(name, text))
    }
}
