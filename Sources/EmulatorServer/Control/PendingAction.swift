import Documents
import Domain
import EmulatorCore
import OrderedCollections
import Synchronization

/// A control request that is recorded in the worlds that it changes, if it succeeds.
///
/// Operations with `x-recorded` in control.yaml have one. A failure bundle lists the recorded requests.
final class PendingAction: Sendable {
    /// A world as it was before the change.
    private struct Target: Sendable {
        let world: World
        let afterSeq: Int
        let at: Timestamp
        let wallAt: Timestamp

        init(_ sandbox: Sandbox, wall: Timestamp) {
            world = sandbox.world
            afterSeq = world.journal.extent.lastSeq
            at = world.now(wall: wall)
            wallAt = wall
        }
    }

    private struct Storage {
        var targets: [Target]
        var body: JSONValue?
    }

    private let method: String
    private let path: String
    private let registry: SandboxRegistry
    private let storage: Mutex<Storage>

    /// A request that changes the worlds of its scope, until `limit(to:)` names one of them.
    init(method: String, path: String, body: JSONValue?, scope: ControlScope, in registry: SandboxRegistry) {
        self.method = method
        self.path = path
        self.registry = registry
        let wall = registry.now
        let sandboxes = scope.sandbox.map { [$0] } ?? registry.sandboxes
        storage = Mutex(Storage(targets: sandboxes.map { Target($0, wall: wall) }, body: body))
    }

    /// Leaves only the world of one sandbox, which the handler has found.
    func limit(to sandbox: Sandbox) {
        let target = Target(sandbox, wall: registry.now)
        storage.withLock { $0.targets = [target] }
    }

    /// Adds a member to the recorded body, for a value that was drawn because the request did not give it.
    func complete(_ name: String, with value: JSONValue) {
        storage.withLock { storage in
            var members = storage.body?.object ?? [:]
            members[name] = value
            storage.body = .object(members)
        }
    }

    /// Adds the request to the worlds that it has changed.
    func record() {
        let (targets, body) = storage.withLock { ($0.targets, $0.body) }
        for target in targets {
            target.world.actions.add(
                RecordedAction(
                    afterSeq: target.afterSeq,
                    at: target.at,
                    wallAt: target.wallAt,
                    method: method,
                    path: path,
                    body: body
                )
            )
        }
    }
}
