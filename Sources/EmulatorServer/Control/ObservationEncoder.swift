import Documents
import Domain
import EmulatorCore
import OrderedCollections

/// Writes observations as rows of the lists that the control API has.
struct ObservationEncoder: Sendable {
    /// The name and the data of an event.
    struct Row: Sendable {
        let sandbox: Identifier<Sandbox>?
        let name: String
        let data: [UInt8]
        /// Whether it concerns all sandboxes.
        var isOfAll = false
    }

    let registry: SandboxRegistry
    let requests: RequestRows

    /// The rows of an observation; a fault that fired adds the row of its rule.
    func rows(of observation: Observation) -> [Row] {
        let sandbox = observation.sandbox.flatMap { registry.sandbox($0.description) }
        let id = observation.sandbox
        switch observation.occurrence {
        case .request(let entry):
            return [Row(id, "request", namesSandbox: true) { request(entry, of: sandbox, to: &$0) }]
                + faultRows(entry.outcome.fault, sandbox)
        case .event(let event, _, let number):
            return [Row(id, "event", namesSandbox: true) { event.writeRow(to: &$0, of: id, number: number) }]
        case .delivery(let delivery, let number, let hold):
            let fault = (delivery.attempts.last?.fault ?? delivery.fault)?.rule
            let row = Row(id, "delivery", namesSandbox: true) { writer in
                delivery.writeFacts(to: &writer, of: id, number: number, hold: hold)
            }
            return [row] + faultRows(fault, sandbox)
        case .object(let name):
            return [Row(id, "state") { write(name, of: sandbox, to: &$0) }]
        case .clock(let clock):
            return [Row(id, "clock") { clock.write(to: &$0, wall: registry.now) }]
        case .faultRule(let rule):
            var rows = faultRows(rule, sandbox)
            for index in rows.indices { rows[index].isOfAll = id == nil }
            return rows
        case .hold(let hold):
            return [
                Row(id, "hold") { writer in
                    writer.member("id", hold)
                    if sandbox?.world.holds.hold(hold) == nil { writer.member("deleted", true) }
                }
            ]
        case .reset:
            return [Row(id, "reset") { _ in }]
        }
    }

    private func request(_ entry: JournalEntry, of sandbox: Sandbox?, to writer: inout JSONWriter) {
        var verdict: FaultHit.Verdict?
        if entry.outcome.fault != nil {
            let faults = sandbox?.world.faults ?? registry.unmatchedFaults
            verdict = faults.verdicts(at: registry.now)[entry.seq]
        }
        var requests = requests
        requests.write(entry, to: &writer, sandbox: sandbox?.id, verdict: verdict)
    }

    private func write(_ name: ObjectName, of sandbox: Sandbox?, to writer: inout JSONWriter) {
        writer.member("object", name.kind.rawValue)
        writer.member("id", name.id)
        guard name.kind == .message, let sandbox else { return }
        let message = sandbox.world.read(at: registry.now) { $0.messages[Identifier(name.id)] }
        writer.member("conversation_id", message?.conversationID.description)
    }

    /// The row of a rule, or a row with `deleted` if the rule was removed.
    private func faultRows(_ id: String?, _ sandbox: Sandbox?) -> [Row] {
        guard let id else { return [] }
        let now = registry.now
        guard let rule = registry.fault(id, of: sandbox)?.rule else {
            return [
                Row(sandbox?.id, "fault") { writer in
                    writer.member("id", id)
                    writer.member("deleted", true)
                }
            ]
        }
        return [Row(sandbox?.id, "fault") { rule.write(to: &$0, at: now) }]
    }
}

extension ObservationEncoder.Row {
    /// A row with the members that `body` writes, after the sandbox unless `body` names it.
    fileprivate init(
        _ sandbox: Identifier<Sandbox>?,
        _ name: String,
        namesSandbox: Bool = false,
        _ body: (inout JSONWriter) -> Void
    ) {
        self.sandbox = sandbox
        self.name = name
        data = JSONWriter.bytes { writer in
            writer.object { writer in
                if !namesSandbox { writer.member("sandbox", sandbox?.description) }
                body(&writer)
            }
        }
    }
}
