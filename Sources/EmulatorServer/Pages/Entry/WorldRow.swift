import Domain
import EmulatorCore

/// What the welcome page shows of a world.
struct WorldRow {
    let sandbox: String
    let keyEnding: String
    let scenario: String
    let customers: Int
    let messages: Int
    let requests: Int

    /// The worlds of the sandboxes that were used last, the latest first.
    static func latest(_ count: Int, of sandboxes: [Sandbox], wall: Timestamp) -> [WorldRow] {
        let sorted = sandboxes.sorted { ($0.usedAt, $0.id.description) > ($1.usedAt, $1.id.description) }
        return sorted.prefix(count).map { WorldRow($0, wall: wall) }
    }

    private init(_ sandbox: Sandbox, wall: Timestamp) {
        let world = sandbox.world
        self.sandbox = sandbox.id.description
        keyEnding = String(sandbox.key.suffix(4))
        scenario = sandbox.baseline.name
        (customers, messages) = world.read(at: wall) { ($0.customers.count, $0.messages.count) }
        requests = world.journal.extent.lastSeq
    }
}
