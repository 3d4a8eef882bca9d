import Contract
import Documents
import Domain
import EmulatorCore
import HTTPServing
import NIOHTTP1
import OrderedCollections

/// The result of a dry run: what would happen to a request.
struct Explanation: Sendable {
    private let run: DryRun
    private let arrival: Arrival
    /// The entry of the request in the journal of the dry run.
    private let entry: JournalEntry
    /// The fault rules that apply to the request, and how they were tried.
    private let trace: FaultTrace?
    private let belongsToSandbox: Bool

    /// Runs a request through a pipeline of the dry run; nil if its key creates another sandbox.
    init?(of request: Request, by pipeline: ContractPipeline, in run: DryRun) {
        _ = pipeline.respond(to: request)
        let ofSandbox = run.sandbox.world.journal.entries().first
        guard let entry = ofSandbox ?? pipeline.unmatched.journal.entries().first else { return nil }
        self.run = run
        self.entry = entry
        belongsToSandbox = ofSandbox != nil
        let sent = Arrival(request, routes: pipeline.contract.routes, wall: run.clock.now)
        arrival = pipeline.withMessage(sent, of: run.sandbox.world.read(at: run.clock.now) { $0.organization })
        trace = (belongsToSandbox ? run.sandbox.world.faults : pipeline.unmatchedFaults).trace
    }

    func write(to writer: inout JSONWriter, _ nearMiss: NearMiss) {
        writer.member("sandbox", belongsToSandbox ? run.sandbox.id.description : nil)
        writer.member("operation", entry.outcome.operation)
        writer.key("parameters")
        writer.object { writer in
            writer.member("path", .object(pathParameters))
            writer.member("query", .object(queryParameters))
        }
        writer.key("violations")
        writer.array { writer in for violation in entry.outcome.violations { violation.write(to: &writer) } }
        writer.key("rules")
        writer.array { writer in for rule in rules { rule.write(to: &writer) } }
        writer.key("answer")
        if let status = entry.outcome.status, let response = entry.outcome.response {
            writer.object { writer in
                writer.member("status", status)
                response.writeMembers(to: &writer)
            }
        } else {
            writer.value(.null)
        }
        writer.member("unanswered", reasonForNoAnswer)
        writer.key("events")
        writer.array { writer in for type in eventTypes { writer.value(type) } }
        NearMiss.write(nearMiss.texts(for: entry), to: &writer)
    }

    // MARK: Parts

    private var pathParameters: JSONObject {
        guard case .operation(_, let path) = arrival.match else { return [:] }
        return JSONObject(path.all.map { ($0.name, .string($0.value)) }) { first, _ in first }
    }

    /// The query parameters that the operation declares, with their types.
    private var queryParameters: JSONObject {
        guard let operation = arrival.operation, operation.defect == nil else { return [:] }
        let validation = operation.validateRequest(
            query: arrival.operationQuery,
            headers: { _ in nil },
            body: .absent
        )
        let sent = operation.queryOrder.compactMap { name in validation.parameters[name].map { (name, $0) } }
        return JSONObject(sent) { first, _ in first }
    }

    private var eventTypes: [String] {
        let ids = Set(entry.outcome.events)
        guard !ids.isEmpty else { return [] }
        return run.sandbox.world.read(at: run.clock.now) { state in
            state.outbox.events.filter { ids.contains($0.id) }.map(\.type)
        }
    }

    private var reasonForNoAnswer: String? {
        guard entry.outcome.status == nil else { return nil }
        if entry.outcome.injection != nil { return "the rule `\(entry.outcome.fault ?? "")` fires" }
        let wait = run.sandbox.world.read(at: run.clock.now) { $0.organization.idempotency.wait }
        return "the request waits for another one with the same Idempotency-Key, at most \(wait)"
    }

    // MARK: Rules

    private var rules: [RuleExplanation] {
        let facts = RequestFacts(arrival, body: try? JSONValue(parsing: arrival.bodyBytes))
        return trace?.explanations(for: facts) { phase in
            switch phase {
            case .beforeCommit: "is not tried, because the answer is already \(decision)"
            case .afterCommit: "is tried only after the handler has succeeded, but \(reasonForNoHandler)"
            }
        } ?? []
    }

    /// Why the rules were not tried after the handler.
    private var reasonForNoHandler: String {
        if entry.outcome.injection == .insteadOfHandler { return "`\(entry.outcome.fault ?? "")` fires before it" }
        if entry.outcome.replayed { return "the answer is the replay for its Idempotency-Key" }
        guard let status = entry.outcome.status else { return "this request waits for another one" }
        return status < 400 ? "the request belongs to no sandbox" : "the answer is \(decision)"
    }

    /// The status of the answer, with its error code.
    private var decision: String {
        [entry.outcome.status.map { String($0) }, entry.outcome.error].compactMap { $0 }.joined(separator: " ")
    }
}

extension RuleExplanation {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", id)
            writer.member("phase", phase?.rawValue)
            writer.member("matched", matched)
            writer.member("fires", fires)
            writer.member("why", why)
        }
    }
}
