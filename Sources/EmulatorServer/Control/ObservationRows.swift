import Documents
import Domain
import EmulatorCore
import OrderedCollections

/// Makes rows of observations, as the lists of the control API have them.
///
/// What can change is read when a row is made, and a row is written when a client can take it, so that no request waits for
/// the writing.
struct ObservationRows: Sendable {
    let registry: SandboxRegistry
    let requests: RequestRows

    /// The rows of an observation; a fault that fired adds the row of its rule.
    func rows(of observation: Observation) -> [StreamedRow] {
        let id = observation.sandbox
        switch observation.occurrence {
        case .request(let entry):
            let fault = entry.outcome.fault
            return [requestRow(entry, fault: fault, observation)] + faultRows(fault, observation)
        case .event(let event, _, let number):
            return [StreamedRow("event", observation) { event.writeRow(to: &$0, of: id, number: number) }]
        case .delivery(let delivery, let number, let hold):
            let row = StreamedRow("delivery", observation, size: delivery.memory) { writer in
                delivery.writeFacts(to: &writer, of: id, number: number, hold: hold)
            }
            return [row] + faultRows((delivery.attempts.last?.fault ?? delivery.fault)?.rule, observation)
        case .object(let name):
            return [stateRow(name, observation)]
        case .clock(let clock):
            let now = registry.now
            return [StreamedRow(named: "clock", observation) { clock.write(to: &$0, wall: now) }]
        case .faultRule(let rule):
            return faultRows(rule, observation)
        case .hold(let hold):
            let isDeleted = sandbox(of: observation)?.world.holds.hold(hold) == nil
            return [
                StreamedRow(named: "hold", observation) { writer in
                    writer.member("id", hold)
                    if isDeleted { writer.member("deleted", true) }
                }
            ]
        case .reset:
            return [StreamedRow(named: "reset", observation) { _ in }]
        }
    }

    private func sandbox(of observation: Observation) -> Sandbox? {
        observation.sandbox.flatMap { registry.sandbox($0.description) }
    }

    private func requestRow(_ entry: JournalEntry, fault: String?, _ observation: Observation) -> StreamedRow {
        let verdict = fault.flatMap { _ in
            let faults = sandbox(of: observation)?.world.faults ?? registry.unmatchedFaults
            return faults.verdicts(at: registry.now)[entry.seq]
        }
        return StreamedRow("request", observation, size: entry.weight) { [requests] writer in
            var requests = requests
            requests.write(entry, to: &writer, sandbox: observation.sandbox, verdict: verdict)
        }
    }

    private func stateRow(_ name: ObjectName, _ observation: Observation) -> StreamedRow {
        let isOfMessage = name.kind == .message
        let conversation = isOfMessage ? conversation(ofMessage: name.id, sandbox(of: observation)) : nil
        return StreamedRow(named: "state", observation) { writer in
            writer.member("object", name.kind.rawValue)
            writer.member("id", name.id)
            if isOfMessage { writer.member("conversation_id", conversation) }
        }
    }

    private func conversation(ofMessage id: String, _ sandbox: Sandbox?) -> String? {
        sandbox?.world.read(at: registry.now) { $0.messages[Identifier(id)]?.conversationID.description }
    }

    /// The row of a rule, or a row with `deleted` if the rule was removed.
    private func faultRows(_ id: String?, _ observation: Observation) -> [StreamedRow] {
        guard let id else { return [] }
        let now = registry.now
        let rule = registry.fault(id, of: sandbox(of: observation))?.rule
        return [
            StreamedRow(named: "fault", observation) { writer in
                if let rule {
                    rule.write(to: &writer, at: now)
                } else {
                    writer.member("id", id)
                    writer.member("deleted", true)
                }
            }
        ]
    }
}

extension WebhookDelivery {
    /// About how much memory it holds, in bytes.
    fileprivate var memory: Int {
        attempts.reduce(1024 + event.body.count) { sum, attempt in
            switch attempt.outcome {
            case .answered(let answer): sum + 512 + answer.body.count
            case .failed, .lost: sum + 512
            }
        }
    }
}
