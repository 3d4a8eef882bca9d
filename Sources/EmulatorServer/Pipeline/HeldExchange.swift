import HTTPServing
import Synchronization

/// The exchange of a request that a hold has stopped.
///
/// Its wait ends once: by a release, by a reset, or because the client leaves.
final class HeldExchange: Sendable {
    /// The response, for which a client that closes its side does not wait.
    let pending = PendingResponse.hanging()
    private let isOver = Atomic(false)
    private let whenLost: @Sendable () -> Void

    /// An exchange that calls `whenLost` if the client leaves before it is answered.
    init(whenLost: @escaping @Sendable () -> Void) {
        self.whenLost = whenLost
    }

    /// Ends the wait with a reply; returns false, without making one, if the wait has ended or the client has left.
    func end(making make: () -> Reply) -> Bool {
        guard !isOver.exchange(true, ordering: .acquiringAndReleasing) else { return false }
        var isAnswered = false
        pending.complete {
            isAnswered = true
            return make()
        }
        if !isAnswered { whenLost() }
        return isAnswered
    }

    /// Ends the wait without a reply at the end of the exchange; returns false if the wait has ended before.
    func leave() -> Bool {
        guard !isOver.exchange(true, ordering: .acquiringAndReleasing) else { return false }
        whenLost()
        return true
    }
}
