import NIOHTTP1
import Synchronization

/// A response that will be completed later, once and from any thread.
///
/// The responder returns it in a ``Reply`` and needs no event loop for that. Completing it a second time, or after the
/// connection is closed, does nothing.
package final class PendingResponse: Sendable {
    private enum State {
        case open
        case awaited(@Sendable (Reply) -> Void)
        /// The reply is being made; `by` is called with it if somebody waits already.
        case claimed(by: (@Sendable (Reply) -> Void)?)
        case completed(Reply)
        case settled
    }

    /// The wall time after which the server calls `onTimeout`; nil to wait as long as the connection is open.
    package let timeout: Duration?
    private let onTimeout: (@Sendable () -> Reply)?
    private let onStop: (@Sendable () -> Reply)?
    /// Whether the connection is closed when the client closes its side, instead of waiting for a response.
    let isHanging: Bool
    private let state = Mutex(State.open)

    /// A response without a timeout.
    package convenience init() {
        self.init(timeout: nil, onTimeout: nil, onStop: nil, isHanging: false)
    }

    private init(
        timeout: Duration?,
        onTimeout: (@Sendable () -> Reply)?,
        onStop: (@Sendable () -> Reply)?,
        isHanging: Bool
    ) {
        self.timeout = timeout
        self.onTimeout = onTimeout
        self.onStop = onStop
        self.isHanging = isHanging
    }

    /// A hang: nothing is sent until it is completed.
    ///
    /// The connection is closed when the client closes its side or the server begins to stop, unless another thread is
    /// completing it by then.
    package static func hanging() -> PendingResponse {
        PendingResponse(timeout: nil, onTimeout: nil, onStop: nil, isHanging: true)
    }

    /// A response with a timeout, after which the server takes the reply of `onTimeout`, called on its event loop.
    ///
    /// If the server begins to stop before that, it takes at once the reply of `onStop`, by default that of `onTimeout`.
    package convenience init(
        timeout: Duration,
        onTimeout: @escaping @Sendable () -> Reply,
        onStop: (@Sendable () -> Reply)? = nil
    ) {
        self.init(timeout: timeout, onTimeout: onTimeout, onStop: onStop ?? onTimeout, isHanging: false)
    }

    /// Completes it with a response; the first call wins.
    ///
    /// A fault that is given here replaces the fault of the reply.
    package func complete(with response: Response, fault: WireFault? = nil) {
        complete { Reply(.now(response), fault: fault) }
    }

    /// Completes it with another reply, which may be a pending one again; the first call wins.
    ///
    /// `make` is called only if this call wins.
    package func complete(making make: () -> Reply) {
        guard claim() else { return }
        let reply = make()
        switch finishClaim(with: reply) {
        case .someoneWaits(let callback): callback(reply)
        case .nobodyWaits: break
        case .clientIsGone: reply.lose()
        }
    }

    /// Completes it with the reply of `onTimeout`, as the server does after the timeout.
    package func expire() {
        if let onTimeout { complete(making: onTimeout) }
    }

    /// Completes it with the reply of `onStop`, as the server does when it begins to stop.
    ///
    /// A response without a timeout has no such reply; it has the drain timeout to be completed.
    package func stop() {
        if let onStop { complete(making: onStop) }
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

    /// Closes the connection without a response.
    package func cutOff() {
        complete { Reply(.cut(.close)) }
    }

    /// Takes the reply if it is complete and nobody waits for it; nil otherwise.
    package var reply: Reply? {
        state.withLock { state in
            guard case .completed(let reply) = state else { return nil }
            state = .settled
            return reply
        }
    }

    /// Returns the reply if it is complete; otherwise returns nil and calls `callback` with it later.
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

    /// A pending response with the replies of this one, changed by `transform`; nobody else may wait for this one.
    fileprivate func mapping(_ transform: @escaping @Sendable (Response) -> Response) -> PendingResponse {
        let mapped = PendingResponse(
            timeout: timeout,
            onTimeout: onTimeout.map { expire in { @Sendable in expire().mapping(transform) } },
            onStop: onStop.map { stop in { @Sendable in stop().mapping(transform) } },
            isHanging: isHanging
        )
        let reply = settle { reply in mapped.complete { reply.mapping(transform) } }
        if let reply { mapped.complete { reply.mapping(transform) } }
        return mapped
    }

    /// Drops the callback and all later replies, as the connection is closed.
    func abandon() {
        state.withLock { $0 = .settled }
    }

    /// Does the same unless a reply is complete or is being made, which the callback gets; returns whether it did.
    func abandonIfUnclaimed() -> Bool {
        state.withLock { state in
            switch state {
            case .open, .awaited:
                state = .settled
                return true
            case .claimed, .completed, .settled:
                return false
            }
        }
    }
}

extension Reply {
    /// Returns the reply with the response if there is one; otherwise returns nil and calls `callback` with it later.
    ///
    /// It is for callers in the same process, for whom faults are not performed. The callback runs on the thread that
    /// completes the response. A streamed response is returned as it is; the caller reads its body with
    /// ``StreamedResponse/take()``. No timeout runs here: `onPending` is called with each pending response before it is
    /// waited for, and may let it expire at once or later.
    package func deliver(
        onPending: @escaping @Sendable (PendingResponse) -> Void = { _ in },
        to callback: @escaping @Sendable (Reply) -> Void
    ) -> Reply? {
        guard case .later(let pending) = content else { return self }
        onPending(pending)
        let next = pending.settle { next in
            let reply = next.following(self)
            if let end = reply.deliver(onPending: onPending, to: callback) { callback(end) }
        }
        return next?.following(self).deliver(onPending: onPending, to: callback)
    }

    /// This reply with `transform` applied to its response, even if that comes later; a stream or a cut is unchanged.
    package func mapping(_ transform: @escaping @Sendable (Response) -> Response) -> Reply {
        var reply = self
        switch content {
        case .now(let response): reply.content = .now(transform(response))
        case .later(let pending): reply.content = .later(pending.mapping(transform))
        case .stream, .cut: break
        }
        return reply
    }

    /// This reply with the fault of an earlier one if it has none, and with the `onFinish` callbacks of both.
    func following(_ earlier: Reply) -> Reply {
        let (first, second) = (earlier.onFinish, onFinish)
        return Reply(content, fault: fault ?? earlier.fault) { outcome in
            first?(outcome)
            second?(outcome)
        }
    }
}
