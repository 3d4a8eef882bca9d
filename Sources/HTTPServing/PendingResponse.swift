import NIOHTTP1
import Synchronization

/// An answer that is not there yet, completed once and from any thread.
///
/// The responder creates it without knowing event loops and hands it over in a ``Reply``. Completing it after the
/// connection is gone, or a second time, does nothing.
package final class PendingResponse: Sendable {
    /// What the wait ends with.
    struct Settlement {
        let response: Response
        let fault: WireFault?
    }

    private enum State {
        case open
        case awaited(@Sendable (Settlement) -> Void)
        case completed(Settlement)
        case settled
    }

    /// The wall time after which the server asks for the substitute.
    let timeout: Duration?
    let onTimeout: (@Sendable () -> Response)?
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

    /// An answer with a substitute, which the server makes on its event loop when the time is over.
    package init(timeout: Duration, onTimeout: @escaping @Sendable () -> Response) {
        self.timeout = timeout
        self.onTimeout = onTimeout
        isHanging = false
    }

    /// Hands over the answer; the first one wins.
    ///
    /// A fault given here is performed instead of the reply's.
    package func complete(with response: Response, fault: WireFault? = nil) {
        let settlement = Settlement(response: response, fault: fault)
        let callback: (@Sendable (Settlement) -> Void)? = state.withLock { state in
            switch state {
            case .open:
                state = .completed(settlement)
                return nil
            case .awaited(let callback):
                state = .settled
                return callback
            case .completed, .settled:
                return nil
            }
        }
        callback?(settlement)
    }

    /// Gives the answer up: the connection is closed without a byte of it.
    ///
    /// Whoever waits in the same process has no connection, and gets a 503 instead.
    package func cutOff() {
        complete(with: Response(status: .serviceUnavailable, sentence: "The answer was given up."), fault: .close)
    }

    /// The answer, if it is there, whole, and nobody has been promised it.
    package var answer: Response? {
        state.withLock { state in
            guard case .completed(let settlement) = state, settlement.fault == nil else { return nil }
            state = .settled
            return settlement.response
        }
    }

    /// Waits for the answer, or returns it if it is there already; the callback runs on the completing thread.
    ///
    /// It is for callers in the same process, on whom no fault can be performed.
    package func deliver(to callback: @escaping @Sendable (Response) -> Void) -> Response? {
        settle { callback($0.response) }?.response
    }

    /// The same with the fault, if there is one.
    func settle(_ callback: @escaping @Sendable (Settlement) -> Void) -> Settlement? {
        state.withLock { state in
            switch state {
            case .open:
                state = .awaited(callback)
                return nil
            case .completed(let settlement):
                state = .settled
                return settlement
            case .awaited, .settled:
                preconditionFailure("a pending response was handed to the server twice")
            }
        }
    }

    /// Forgets who waits, once nobody can be answered any more.
    func abandon() {
        state.withLock { $0 = .settled }
    }
}
