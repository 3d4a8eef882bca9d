/// How a command ended, or why it was not started.
enum CommandEnding: Sendable {
    case exited(Int)
    /// A signal with that number ended it.
    case signaled(Int)
    /// The signal came before the command was started.
    case notStarted(ReceivedSignal)
    /// There is no such program.
    case notFound(String)
    /// The program cannot be started.
    case notExecutable(String)

    /// The exit status that a shell gives to such a command.
    var exitStatus: Int {
        switch self {
        case .exited(let status): status
        case .signaled(let number): 128 + number
        case .notStarted(let signal): 128 + Int(signal.number)
        case .notFound: 127
        case .notExecutable: 126
        }
    }

    /// The number of the signal that ended it.
    var signal: Int? {
        if case .signaled(let number) = self { number } else { nil }
    }

    /// Why it was not started; nil if it was.
    var error: String? {
        switch self {
        case .exited, .signaled: nil
        case .notStarted(let signal): "\(signal.name) came before the command was started"
        case .notFound(let text), .notExecutable(let text): text
        }
    }
}
