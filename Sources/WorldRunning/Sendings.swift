import Domain
import NIOCore
import Synchronization
import Webhooks

/// The attempts of one world that are being sent.
///
/// After `close(whenSilent:)` no attempt starts any more, whichever thread was about to start one.
final class Sendings: Sendable {
    private struct Sending {
        let wire: any WebhookSending
        let releaseTask: Scheduled<Void>?
    }

    private struct Storage {
        var underWay: [Identifier<WebhookDelivery>: Sending] = [:]
        var isClosed = false
        var whenSilent: (@Sendable () -> Void)?
    }

    private let storage = Mutex(Storage())

    /// Starts an attempt, unless the world has ended.
    func begin(
        _ id: Identifier<WebhookDelivery>,
        releaseTask: Scheduled<Void>?,
        _ send: () -> any WebhookSending
    ) {
        let isOpen = storage.withLock { storage in
            guard !storage.isClosed else { return false }
            storage.underWay[id] = Sending(wire: send(), releaseTask: releaseTask)
            return true
        }
        if !isOpen { releaseTask?.cancel() }
    }

    /// Removes an attempt that has ended; returns false if the world has ended, so that the outcome is ignored.
    func end(_ id: Identifier<WebhookDelivery>) -> Bool {
        let (sending, isOpen, whenSilent) = storage.withLock { storage in
            let sending = storage.underWay.removeValue(forKey: id)
            let isSilent = storage.isClosed && storage.underWay.isEmpty
            return (sending, !storage.isClosed, isSilent ? storage.whenSilent.take() : nil)
        }
        sending?.releaseTask?.cancel()
        whenSilent?()
        return isOpen
    }

    /// Cancels all attempts; `whenSilent` runs when the last one has ended, at once if there is none.
    func close(whenSilent: @escaping @Sendable () -> Void) {
        let cancelled = storage.withLock { storage in
            storage.isClosed = true
            let cancelled = Array(storage.underWay.values)
            if !cancelled.isEmpty { storage.whenSilent = whenSilent }
            return cancelled
        }
        guard !cancelled.isEmpty else { return whenSilent() }
        for sending in cancelled {
            sending.releaseTask?.cancel()
            sending.wire.cancel()
        }
    }
}
