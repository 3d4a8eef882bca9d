import Contract
import Documents
import Domain
import EmulatorCore

/// The operations on the events of worlds.
struct EventOperations: Sendable {
    let registry: SandboxRegistry

    var table: [String: ControlHandler] {
        ["listEvents": .now(list), "getEvent": .now(get)]
    }

    /// Lists the newest events that match the filters, the oldest of them first.
    @Sendable private func list(_ call: ControlCall) -> Answer {
        let limit = call.query["limit"]?.integer ?? 100
        let before = call.query["before"]?.integer ?? .max
        let types = call.query["type"]?.string.map { Set($0.split(separator: ",").map(String.init)) }
        let rows = call.sandboxes(of: registry).flatMap { sandbox in
            sandbox.world.readNumbered(at: registry.now) { state, numbers in
                var newest: [(sandbox: Identifier<Sandbox>, event: DomainEvent, number: Int)] = []
                let events = state.outbox.events
                for (index, event) in zip(events.indices.reversed(), events.reversed()) {
                    guard newest.count < limit else { break }
                    let number = numbers.number(ofEventAt: index)
                    guard number < before, types?.contains(event.type) ?? true else { continue }
                    newest.append((sandbox.id, event, number))
                }
                return newest.reversed()
            }
        }
        let shown = rows.sorted { $0.number < $1.number }.suffix(limit)
        return .control { writer in
            writer.key("data")
            writer.array { writer in
                for row in shown {
                    writer.object { writer in row.event.writeRow(to: &writer, of: row.sandbox, number: row.number) }
                }
            }
        }
    }

    @Sendable private func get(_ call: ControlCall) throws(MockError) -> Answer {
        let id = Identifier<DomainEvent>(call.path["id"] ?? "")
        let sandbox = try call.sandbox(of: registry, holding: "event `\(id)`") { $0.outbox.event(id) != nil }
        let (event, switches) = sandbox.world.read(at: registry.now) {
            ($0.outbox.event(id), $0.organization.switches)
        }
        guard let event else { throw MockError(.notFound, "This sandbox has no event `\(id)` any more.") }
        let sent = WebhookEvent(event, switches: switches)
        return .control { writer in
            writer.member("sandbox", sandbox.id.description)
            writer.member("id", event.id.description)
            writer.member("event_id", sent.id)
            writer.member("type", event.type)
            writer.member("created_at", event.createdAt.description)
            writer.member("body", String(decoding: sent.body, as: UTF8.self))
        }
    }
}

extension DomainEvent {
    /// Writes a row of listEvents; `number` is its number in the order of all occurrences.
    func writeRow(to writer: inout JSONWriter, of sandbox: Identifier<Sandbox>?, number: Int) {
        writer.member("sandbox", sandbox?.description)
        writer.member("number", number)
        writer.member("id", id.description)
        writer.member("type", type)
        writer.member("created_at", createdAt.description)
    }
}
