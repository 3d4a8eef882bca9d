import NIOHTTP1
import Synchronization

/// An answer that is not there yet, completed once and from any thread.
///
/// The responder creates it without knowing event loops and hands it over in a ``Reply``. Completing it after the
/// connection is gone, or a second time, does nothing.
package final class PendingResponse: Sendable {
    private enum State {
        case open
        case awaited(@Sendable (Reply) -> Void)
        /// The reply is being made, for whoever waits for it already.
        case claimed(by: (@Sendable (Reply) -> Void)?)
        case completed(Reply)
        case settled
    }

    /// The wall time after which the server asks for the substitute.
    package let timeout: Duration?
    private let onTimeout: (@Sendable () -> Reply)?
    /// Whether a client that says its last is gone, rather than waiting for its answer.
    let isHanging: Bool
    private let state = Mutex(State.open)

    /// An answer that is waited for as long as the connection lasts.
    package convenience init() {
        self.init(isHanging: false)
    }

    private init(isHanging: Bool) {
        timeout = nil
        onTimeout = nil
        self.isHanging = isHanging
    }

    /// A hang: the connection is open and silent until the client closes its side or ``cutOff()`` ends it.
    package static func hanging() -> PendingResponse {
        PendingResponse(isHanging: true)
    }

    /// An answer with a substitute, which the server asks for on its event loop when the time is over.
    package init(timeout: Duration, onTimeout: @escaping @Sendable () -> Reply) {
        self.timeout = timeout
        self.onTimeout = onTimeout
        isHanging = false
    }

    /// Hands over the answer; the first one wins.
    ///
    /// A fault given here is performed instead of the reply's.
    package func complete(with response: Response, fault: WireFault? = nil) {
        complete { Reply(.now(response), fault: fault) }
    }

    /// Hands over a reply that goes on in place of this one, and may have to be waited for in turn.
    ///
    /// It is made only if the wait has not ended yet; the first one wins.
    package func complete(making make: () -> Reply) {
        guard claim() else { return }
        let reply = make()
        switch finishClaim(with: reply) {
        case .someoneWaits(let callback): callback(reply)
        case .nobodyWaits: break
        case .clientIsGone: reply.onFinish?(.connectionLost)
        }
    }

    /// Ends the wait with the substitute, as the server does when the time is over.
    package func expire() {
        if let onTimeout { complete(making: onTimeout) }
    }

    private func claim() -> Bool {
        state.withLock { state in
            switch state {
            case .open:
                state = .claimed(by: nil)
                return true
            case .awaited(let callback):
                state = .claimed(by: callback)
                return true
            case .claimed, .completed, .settled:
                return false
            }
        }
    }

    private enum Claim {
        case someoneWaits(@Sendable (Reply) -> Void)
        case nobodyWaits
        case clientIsGone
    }

    private func finishClaim(with reply: Reply) -> Claim {
        state.withLock { state in
            switch state {
            case .claimed(let callback?):
                state = .settled
                return .someoneWaits(callback)
            case .claimed(nil):
                state = .completed(reply)
                return .nobodyWaits
            case .open, .awaited, .completed, .settled:
                return .clientIsGone
            }
        }
    }

    /// Ends the wait without an answer: the connection is closed.
    package func cutOff() {
        complete { Reply(.cut(.close)) }
    }

    /// The reply, if it is there and nobody has been promised it.
    package var reply: Reply? {
        state.withLock { state in
            guard case .completed(let reply) = state else { return nil }
            state = .settled
            return reply
        }
    }

    /// Waits for the reply that takes this one's place, or returns it if it is there already.
    func settle(_ callback: @escaping @Sendable (Reply) -> Void) -> Reply? {
        state.withLock { state in
            switch state {
            case .open:
                state = .awaited(callback)
                return nil
            case .claimed(nil):
                state = .claimed(by: callback)
                return nil
            case .completed(let reply):
                state = .settled
                return reply
            case .awaited, .claimed, .settled:
                preconditionFailure("a pending response was handed to the server twice")
            }
        }
    }

    /// Forgets who waits, once nobody can be answered any more.
    func abandon() {
        state.withLock { $0 = .settled }
    }
}

extension Reply {
    /// The reply that has an answer, this one or the one that it comes to; the callback gets it if it is not there yet.
    ///
    /// It is for callers in the same process, on whom no fault can be performed; the callback runs on the completing
    /// thread.
    package func deliver(to callback: @escaping @Sendable (Reply) -> Void) -> Reply? {
        guard case .later(let pending) = content else { return self }
        let next = pending.settle { next in
            let reply = next.following(self)
            if let end = reply.deliver(to: callback) { callback(end) }
        }
        return next?.following(self).deliver(to: callback)
    }

    /// This reply in the place of one that was waited for; both hear of the end.
    func following(_ earlier: Reply) -> Reply {
        let (first, second) = (earlier.onFinish, onFinish)
        return Reply(content, fault: fault ?? earlier.fault) { outcome in
            first?(outcome)
            second?(outcome)
        }
    }
}
