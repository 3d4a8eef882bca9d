import NIOCore
import OrderedCollections
import Scenarios
import Synchronization

/// The sandboxes that a contract test has on another emulator.
final class TargetSandboxes: Sendable {
    private struct Storage {
        /// The ids of those that were created and are not deleted yet.
        var created: OrderedSet<String> = []
        /// The API keys of all requests.
        var keys: OrderedSet<String> = []
        /// The responses that have not come yet.
        var responses: [ObjectIdentifier: EventLoopFuture<StepExchange.Response>] = [:]
    }

    /// How long the target has for the requests that the run does not wait for.
    private static let patience = TimeAmount.seconds(1)

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

    /// Remembers a request whose key may create a sandbox, until it has its response.
    func track(_ response: EventLoopFuture<StepExchange.Response>, key: String) {
        let id = ObjectIdentifier(response)
        storage.withLock { storage in
            storage.keys.append(key)
            storage.responses[id] = response
        }
        response.whenComplete { [self] _ in
            storage.withLock { _ = $0.responses.removeValue(forKey: id) }
        }
    }

    /// Waits until each request has its response, for a second at most.
    ///
    /// A run that is stopped leaves requests behind. One that the target reads after a sandbox was deleted creates it again.
    func settle() async {
        let responses = storage.withLock { Array($0.responses.values) }
        guard let eventLoop = responses.first?.eventLoop else { return }
        _ = try? await EventLoopFuture.andAllComplete(responses, on: eventLoop).value(within: Self.patience)
    }
}
