#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A signal that this process has received.
struct ReceivedSignal: Hashable, Sendable {
    /// The number, such as that of SIGINT.
    let number: Int32
    /// Whether the kernel has sent it, and not a process.
    let isFromKernel: Bool

    /// Whether a key such as Ctrl-C has caused it; the terminal sends it to all processes in its foreground group.
    var isFromKeyboard: Bool { isFromKernel && [SIGINT, SIGQUIT].contains(number) }

    /// The name, such as `SIGINT`.
    var name: String {
        switch number {
        case SIGHUP: "SIGHUP"
        case SIGINT: "SIGINT"
        case SIGQUIT: "SIGQUIT"
        case SIGTERM: "SIGTERM"
        default: "signal \(number)"
        }
    }
}
