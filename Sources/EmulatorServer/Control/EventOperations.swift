import Contract
import Documents
import Domain
import EmulatorCore

/// The operation on a single event of a world.
struct EventOperations: Sendable {
    let registry: SandboxRegistry

    var table: [String: ControlHandler] {
        ["getEvent": .now(get)]
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
