import OrderedCollections
import Synchronization

/// The sandboxes that a contract test has on another emulator.
final class TargetSandboxes: Sendable {
    private struct Storage {
        /// The ids of those that were created and are not deleted yet.
        var created: OrderedSet<String> = []
        /// The API keys of all requests.
        var keys: OrderedSet<String> = []
    }

    private let storage = Mutex(Storage())

    /// The API keys of all requests, those of the files included.
    var keys: OrderedSet<String> { storage.withLock { $0.keys } }

    /// Which ones are still at the target, as a part of a sentence; nil if there are none.
    var leftover: String? {
        let ids = storage.withLock { $0.created }
        guard let first = ids.first else { return nil }
        return ids.count == 1
            ? "the sandbox \(first) is still at the target"
            : "the sandboxes \(ids.joined(separator: ", ")) are still at the target"
    }

    func add(_ id: String) { storage.withLock { _ = $0.created.append(id) } }

    func remove(_ id: String) { storage.withLock { _ = $0.created.remove(id) } }

    /// Remembers a key that may create a sandbox at its first request.
    func note(key: String) { storage.withLock { _ = $0.keys.append(key) } }
}
