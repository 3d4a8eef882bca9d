import Synchronization

/// An answer that is not there yet, completed once and from any thread.
///
/// The responder creates it without knowing event loops and hands it over in a ``Reply``. Completing it after the
/// connection is gone, or a second time, does nothing.
package final class PendingResponse: Sendable {
    private enum State {
        case open
        case awaited(@Sendable (Response) -> Void)
        case completed(Response)
        case settled
    }

    /// The wall time after which the server asks for the substitute.
    let timeout: Duration?
    let onTimeout: (@Sendable () -> Response)?
    private let state = Mutex(State.open)

    /// An answer that is waited for as long as the connection lasts.
    package init() {
        timeout = nil
        onTimeout = nil
    }

    /// An answer with a substitute, which the server makes on its event loop when the time is over.
    package init(timeout: Duration, onTimeout: @escaping @Sendable () -> Response) {
        self.timeout = timeout
        self.onTimeout = onTimeout
    }

    /// Hands over the answer; the first one wins.
    package func complete(with response: Response) {
        let callback: (@Sendable (Response) -> Void)? = state.withLock { state in
            switch state {
            case .open:
                state = .completed(response)
                return nil
            case .awaited(let callback):
                state = .settled
                return callback
            case .completed, .settled:
                return nil
            }
        }
        callback?(response)
    }

    /// The answer, if it is there and nobody has been promised it.
    package var answer: Response? {
        state.withLock { state in
            guard case .completed(let response) = state else { return nil }
            state = .settled
            return response
        }
    }

    /// Waits for the answer, or returns it if it is there already; the callback runs on the completing thread.
    package func deliver(to callback: @escaping @Sendable (Response) -> Void) -> Response? {
        state.withLock { state in
            switch state {
            case .open:
                state = .awaited(callback)
                return nil
            case .completed(let response):
                state = .settled
                return response
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
