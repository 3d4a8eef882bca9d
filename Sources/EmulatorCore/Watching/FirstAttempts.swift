package import Domain
import Synchronization

/// Waits until the first attempts of some deliveries have ended, whatever their results are.
package final class FirstAttempts: Sendable {
    private struct Storage {
        /// The deliveries whose first attempt has not ended.
        var open: Set<Identifier<WebhookDelivery>>
        var whenEnded: (@Sendable () -> Void)?
        var observer: WorldFeed.Token?
    }

    private let storage: Mutex<Storage>
    private let source: FeedSource

    /// Waits for the deliveries of a world, and calls `whenEnded` once, on any thread, unless it is cancelled before.
    package init(
        of deliveries: [Identifier<WebhookDelivery>],
        in world: World,
        whenEnded: @escaping @Sendable () -> Void
    ) {
        storage = Mutex(Storage(open: Set(deliveries), whenEnded: whenEnded))
        source = world.source
        let observer = source.observe { occurrence in
            if case .delivery(let delivery, _, _) = occurrence, delivery.status != .pending { self.end([delivery.id]) }
        }
        storage.withLock { $0.observer = observer }
        // Attempts that ended before the observer was added are in the state already.
        let ended = world.transaction { state in deliveries.filter { state.deliveries[$0]?.status != .pending } }
        end(ended)
    }

    /// Ends the wait without a call.
    package func cancel() {
        let observer = storage.withLock { storage in
            storage.whenEnded = nil
            return storage.observer.take()
        }
        if let observer { source.remove(observer) }
    }

    private func end(_ ids: [Identifier<WebhookDelivery>]) {
        let (whenEnded, observer) = storage.withLock { storage in
            storage.open.subtract(ids)
            guard storage.open.isEmpty else { return (nil as (@Sendable () -> Void)?, nil as WorldFeed.Token?) }
            return (storage.whenEnded.take(), storage.observer.take())
        }
        if let observer { source.remove(observer) }
        whenEnded?()
    }
}
