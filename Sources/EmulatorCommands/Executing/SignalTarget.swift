import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The command that gets the signals of this process.
///
/// It has a process group of its own, so that the processes that it has started get the signals, too. A command that reads
/// from a terminal is in the group of this process instead, because only the foreground group may read: the terminal sends
/// the signals of its keys to both, and signals from other processes are passed on to the command alone.
final class SignalTarget: Sendable {
    private enum State {
        case waiting([ReceivedSignal])
        case running(pid_t)
        case ended
    }

    /// Whether the command has a process group of its own.
    let hasOwnGroup: Bool
    private let state = Mutex(State.waiting([]))

    init(hasOwnGroup: Bool) {
        self.hasOwnGroup = hasOwnGroup
    }

    /// The first signal that came before the command was started.
    var firstWaiting: ReceivedSignal? {
        state.withLock { if case .waiting(let signals) = $0 { signals.first } else { nil } }
    }

    /// Passes a signal on, unless the command gets it from the terminal; before the command runs, it is kept.
    func send(_ signal: ReceivedSignal) {
        state.withLock { state in
            switch state {
            case .waiting(let signals): state = .waiting(signals + [signal])
            case .running(let process): if hasOwnGroup || !signal.isFromKeyboard { pass(signal, to: process) }
            case .ended: break
            }
        }
    }

    /// Begins the passing on; signals that came while the process was being started are passed on first.
    func begin(_ process: pid_t) {
        state.withLock { state in
            if case .waiting(let signals) = state { for signal in signals { pass(signal, to: process) } }
            state = .running(process)
        }
    }

    /// Ends the passing on, as another process may get the number soon.
    func end() {
        state.withLock { $0 = .ended }
    }

    private func pass(_ signal: ReceivedSignal, to process: pid_t) {
        kill(hasOwnGroup ? -process : process, signal.number)
    }
}
