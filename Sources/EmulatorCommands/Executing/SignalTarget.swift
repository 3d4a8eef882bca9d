import Foundation
import Synchronization
import UnixSignals

/// The process that gets the signals of this one; signals that come before it runs are kept for it.
final class SignalTarget: Sendable {
    private enum State {
        case waiting([UnixSignal])
        case running(pid_t)
        case ended
    }

    private let state = Mutex(State.waiting([]))

    /// Whether a terminal sends its interrupt to the command as well, because both are in its foreground group.
    private static var sharesTerminal: Bool {
        [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO].contains { tcgetpgrp($0) == getpgrp() }
    }

    /// Passes a signal on; an interrupt that comes from the terminal reaches the command without that.
    func send(_ signal: UnixSignal) {
        if signal == .sigint, Self.sharesTerminal { return }
        state.withLock { state in
            switch state {
            case .waiting(let signals): state = .waiting(signals + [signal])
            case .running(let process): kill(process, signal.rawValue)
            case .ended: break
            }
        }
    }

    func begin(_ process: pid_t) {
        state.withLock { state in
            if case .waiting(let signals) = state { for signal in signals { kill(process, signal.rawValue) } }
            state = .running(process)
        }
    }

    /// Ends the passing on, as another process may get the number soon.
    func end() {
        state.withLock { $0 = .ended }
    }
}
