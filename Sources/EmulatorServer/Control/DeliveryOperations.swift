import Contract
import Documents
import Domain
import EmulatorCore
import OrderedCollections

/// The operations on webhooks: deliveries with their attempts, replays, events on request and the webhook policy.
struct DeliveryOperations: Sendable {
    let registry: SandboxRegistry
    /// Creates the bodies of events for triggerEvent.
    let samples: EventSamples

    var table: [String: ControlHandler] {
        [
            "listDeliveries": .now(list),
            "getDelivery": .now(get),
            "replayDelivery": .now(replay),
            "triggerEvent": .now(trigger),
            "getWebhookPolicy": .now(getPolicy),
            "setWebhookPolicy": .now(setPolicy),
        ]
    }

    // MARK: Deliveries

    private struct Row {
        let sandbox: Identifier<Sandbox>
        let delivery: WebhookDelivery
        /// Its number in the order of all occurrences.
        let number: Int
        let hold: String?

        func write(to writer: inout JSONWriter) {
            delivery.writeFacts(to: &writer, of: sandbox, number: number, hold: hold)
        }
    }

    /// Lists the newest deliveries that match the filters, the oldest of them first.
    @Sendable private func list(_ call: ControlCall) -> Answer {
        let limit = call.query["limit"]?.integer ?? 100
        let before = call.query["before"]?.integer ?? .max
        let key = WebhookDelivery.ListKey(
            subscription: call.query["subscription_id"]?.string.map { Identifier($0) },
            status: call.query["status"]?.string.flatMap(WebhookDelivery.Status.init(rawValue:)),
            eventType: call.query["event"]?.string
        )
        let wall = registry.now
        let rows = call.sandboxes(of: registry).flatMap { sandbox in
            _ = sandbox.world.change(at: wall) { $0.removeOldDeliveries(at: $0.now(wall: wall)) }
            return sandbox.world.readNumbered(at: wall) { state, numbers in
                var newest: [Row] = []
                for delivery in state.deliveries.newestFirst(in: key) {
                    guard newest.count < limit else { break }
                    let number = numbers.number(of: delivery.id, in: state)
                    guard number < before else { continue }
                    let hold = state.hold(stopping: delivery.id)
                    newest.append(Row(sandbox: sandbox.id, delivery: delivery, number: number, hold: hold))
                }
                return newest.reversed()
            }
        }
        let shown = rows.sorted { $0.number < $1.number }.suffix(limit)
        return .control { writer in
            writer.key("data")
            writer.array { writer in
                for row in shown {
                    writer.object { writer in row.write(to: &writer) }
                }
            }
        }
    }

    @Sendable private func get(_ call: ControlCall) throws(MockError) -> Answer {
        let (sandbox, delivery) = try change(call) { _, delivery, _ in delivery }
        let (number, hold) = sandbox.world.readNumbered(at: registry.now) { state, numbers in
            (numbers.number(of: delivery.id, in: state), state.hold(stopping: delivery.id))
        }
        return .control { writer in
            delivery.writeFacts(to: &writer, of: sandbox.id, number: number, hold: hold)
            delivery.writeDetails(to: &writer)
        }
    }

    @Sendable private func replay(_ call: ControlCall) throws(MockError) -> Answer {
        let (_, replayed) = try change(call) { state, delivery, now throws(DomainError) in
            try state.replayByHand(delivery, at: now)
        }
        return .control(201) { writer in
            writer.member("id", replayed.id.description)
            writer.member("replayed_from", replayed.replayedFrom?.description)
        }
    }

    /// Finds the delivery that the path names and changes its world, in one transaction.
    private func change<Result: Sendable>(
        _ call: ControlCall,
        _ body: (inout WorldState, WebhookDelivery, Timestamp) throws(DomainError) -> Result
    ) throws(MockError) -> (sandbox: Sandbox, result: Result) {
        let id = call.path["id"] ?? ""
        let wall = registry.now
        let sandbox = try call.sandbox(of: registry, holding: "delivery `\(id)`") {
            $0.deliveries[Identifier(id)] != nil
        }
        let changed = try sandbox.world.change(at: wall) { state throws(MockError) in
            let now = state.now(wall: wall)
            state.removeOldDeliveries(at: now)
            let delivery = try described(state.webhookDelivery(id))
            return try described(body(&state, delivery, now))
        }
        return (sandbox, changed.result)
    }

    // MARK: Trigger

    @Sendable private func trigger(_ call: ControlCall) throws(MockError) -> Answer {
        let requested = try RequestedTrigger(call.body, samples)
        let wall = registry.now
        var violations: [ContractViolation] = []
        var deliveries: [Identifier<WebhookDelivery>] = []
        var ids: [String] = []
        for sandbox in call.sandboxes(of: registry) {
            let (sent, found) = sandbox.world.change(at: wall) { state in
                let now = state.now(wall: wall)
                var found: [ContractViolation] = []
                let statusID = state.organization.switches.statusEventID
                let sent = state.trigger(at: now) { id in
                    let (event, violations) = samples.body(of: requested, id: id, at: now, statusID)
                    found = violations
                    return event
                }
                return (sent, found)
            }.result
            ids.append(sent.event.id)
            deliveries += sent.deliveries
            violations = found
        }
        return .control(201) { writer in
            writer.member("event_id", ids.count == 1 ? ids.first : nil)
            writer.member("type", requested.type)
            writer.key("deliveries")
            writer.array { writer in for id in deliveries { writer.value(id.description) } }
            writer.key("violations")
            writer.array { writer in for violation in violations { violation.write(to: &writer) } }
        }
    }

    // MARK: Policy

    @Sendable private func getPolicy(_ call: ControlCall) -> Answer {
        switch call.scope {
        case .all: return .control { registry.policyOfNewSandboxes.write(to: &$0) }
        case .sandbox(let sandbox):
            let policy = sandbox.world.read(at: registry.now) { $0.policy }
            return .control { policy.write(to: &$0) }
        }
    }

    @Sendable private func setPolicy(_ call: ControlCall) throws(MockError) -> Answer {
        let policy = try call.read { body throws(ReadingError) in try WebhookPolicy(reading: body) }
        switch call.scope {
        case .all: registry.setPolicyOfAll(policy)
        case .sandbox(let sandbox): registry.setPolicy(policy, of: sandbox)
        }
        return .control { policy.write(to: &$0) }
    }
}
