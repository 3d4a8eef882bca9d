import Contract
import Documents
import Domain
import EmulatorCore
import OrderedCollections

/// The operation that shows what has changed in a world since a snapshot or the last reset.
struct ChangeOperations: Sendable {
    let registry: SandboxRegistry
    let origin: OriginPolicy

    var table: [String: ControlHandler] {
        ["getChanges": .now(get)]
    }

    @Sendable private func get(_ call: ControlCall) throws(MockError) -> Answer {
        let sandbox = try call.oneSandbox(of: registry)
        let name = call.query["since"]?.string
        guard let changes = sandbox.changes(sinceSnapshot: name, wall: registry.now) else {
            throw Self.missing(name ?? "", in: sandbox)
        }
        let (rows, hasMore) = rows(of: changes, limit: call.query["limit"]?.integer ?? 1000, call)
        var answer = Answer.control { writer in
            writer.member("since", name ?? "reset")
            writer.key("data")
            writer.array { writer in for row in rows { row.write(to: &writer) } }
            writer.member("more", hasMore)
            writer.key("events")
            writer.object { writer in for (type, count) in changes.events { writer.member(type, count) } }
            writer.member("events_evicted", changes.evictedEvents)
            writer.key("deliveries")
            writer.object { writer in
                for status in WebhookDelivery.Status.allCases {
                    if let count = changes.deliveries[status] { writer.member(status.rawValue, count) }
                }
            }
        }
        answer.body = Secrets.maskedContent(answer.body)
        return answer
    }

    /// The first changes, and whether there are more than the limit.
    private func rows(of changes: WorldChanges, limit: Int, _ call: ControlCall) -> ([ObjectChange], hasMore: Bool) {
        let origin = origin.origin(of: call.request)
        var rows: [ObjectChange] = []
        for name in changes.objects {
            guard let row = ObjectChange(of: name, in: changes, origin: origin) else { continue }
            guard rows.count < limit else { return (rows, true) }
            rows.append(row)
        }
        return (rows, false)
    }

    private static func missing(_ name: String, in sandbox: Sandbox) -> MockError {
        let hint = name.closest(among: sandbox.snapshots.map(\.name))
        let guess = hint.map { "; did you mean `\($0)`?" } ?? "; GET /__admin/snapshots lists them."
        return MockError(
            .notFound,
            "There is no snapshot `\(name)`\(guess) Leave out `since` for the changes since the last reset.",
            findings: [MockError.Finding(pointer: "/since", message: "is not the name of a snapshot", hint: hint)]
        )
    }
}
