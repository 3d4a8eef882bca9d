import ServiceLifecycle
import UnixSignals

/// Stops the services at the first SIGTERM or SIGINT, even if it arrived before they started.
///
/// Process 1 of a container has no default signal handling, so a signal before ``init()`` would be lost.
struct StopSignals: Service {
    private let signals: UnixSignalsSequence

    /// Begins to trap the signals.
    init() async {
        signals = await UnixSignalsSequence(trapping: .sigterm, .sigint)
    }

    func run() async {
        _ = await signals.cancelOnGracefulShutdown().first { _ in true }
    }
}
