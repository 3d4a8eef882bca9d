import ServiceLifecycle
import UnixSignals

/// Ends the services at the first signal that asks for it, one that came before they began included.
///
/// Process 1 of a container has no default handling of signals: what nobody waits for yet would be lost.
struct StopSignals: Service {
    private let signals: UnixSignalsSequence

    /// Listens from now on.
    init() async {
        signals = await UnixSignalsSequence(trapping: .sigterm, .sigint)
    }

    func run() async {
        _ = await signals.cancelOnGracefulShutdown().first { _ in true }
    }
}
