import Contract
import Documents
import EmulatorCore
import OrderedCollections

/// The operations reset and loadScenario, which is a reset to another baseline.
struct ResetOperations: Sendable {
    let registry: SandboxRegistry
    let unmatched: UnmatchedRequests
    let scenarios: ScenarioSource

    var table: [String: ControlHandler] {
        ["reset": .later(reset), "loadScenario": .later(load)]
    }

    @Sendable private func reset(_ call: ControlCall, _ complete: @escaping ControlCompletion) throws(MockError) {
        let name = call.body["scenario"]?.string
        var order = ResetOrder(seed: call.seed, isEmpty: call.body["to"]?.string == "empty")
        order.baseline = try name.map { name throws(MockError) in try scenarios.named(name) }
        if name == nil { order.baseline = try takeEdits(of: call.scope) }
        perform(order, call, complete)
    }

    @Sendable private func load(_ call: ControlCall, _ complete: @escaping ControlCompletion) throws(MockError) {
        let baseline = try scenarios.named(call.path["name"] ?? "")
        perform(ResetOrder(baseline: baseline, seed: call.seed), call, complete)
    }

    /// Reads the baseline's file again if it was edited.
    ///
    /// It returns the new baseline of one sandbox. A new baseline of all sandboxes is set in the registry, with nil as
    /// the result.
    private func takeEdits(of scope: ControlScope) throws(MockError) -> Baseline? {
        if case .sandbox(let sandbox) = scope, sandbox.hasOwnBaseline {
            return try scenarios.edited(sandbox.baseline)
        }
        if let edited = try scenarios.edited(registry.baseline) { registry.rebase(on: edited) }
        return nil
    }

    /// Resets the target, and answers when the old worlds can no longer send anything.
    private func perform(_ order: ResetOrder, _ call: ControlCall, _ complete: @escaping ControlCompletion) {
        let answer = Gathering(parts: 2, startingWith: ResetReport()) { report in
            complete(.success(Answer(report, to: call)))
        }
        switch call.scope {
        case .all:
            var report = registry.resetAll(order) { answer.done() }
            report.add(unmatched.reset())
            let all = report
            answer.done { $0 = all }
        case .sandbox(let sandbox):
            let report = registry.reset(sandbox, order) { answer.done() }
            answer.done { $0 = report }
        }
    }
}

extension Answer {
    /// The answer to a reset: its report, and how long it took.
    init(_ report: ResetReport, to call: ControlCall) {
        let took = ContinuousClock.now - call.startedAt
        self = .control { writer in
            writer.member("sandboxes", report.sandboxes)
            writer.key("cancelled")
            writer.object { writer in
                writer.member("responses", report.cancelled.responses)
                writer.member("deliveries", report.cancelled.deliveries)
                writer.member("timers", report.cancelled.timers)
            }
            writer.key("leftovers")
            writer.object { writer in report.leftovers.write(to: &writer) }
            writer.member("took_us", Int(took / .microseconds(1)))
        }
    }
}

extension Leftovers {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.key("unfired_faults")
        writer.array { writer in for id in unfiredFaults { writer.value(id) } }
        writer.key("absorbed_faults")
        writer.array { writer in for id in absorbedFaults { writer.value(id) } }
        writer.key("undelivered_events")
        writer.array { writer in for id in undeliveredEvents { writer.value(id) } }
        writer.key("unmatched_requests")
        writer.array { writer in for seq in unmatchedRequests { writer.value(seq) } }
    }
}
