import HTTPServing
import ServiceLifecycle
import Synchronization

/// Does the work of a command beside a server, once the server is ready, and stops the server by its end.
final class CommandService: Service {
    private let addresses: AsyncStream<[BoundListener]>
    private let source: AsyncStream<[BoundListener]>.Continuation
    private let work: @Sendable ([BoundListener]) async -> ExecRun.Outcome
    private let result = Mutex<ExecRun.Outcome?>(nil)

    /// A service whose `work` begins with the addresses of the server.
    init(work: @escaping @Sendable ([BoundListener]) async -> ExecRun.Outcome) {
        (addresses, source) = AsyncStream.makeStream()
        self.work = work
    }

    /// The result of the work; nil if the server did not become ready.
    var outcome: ExecRun.Outcome? { result.withLock { $0 } }

    /// Starts the work, as the server is ready at those addresses.
    func begin(_ bound: [BoundListener]) {
        source.yield(bound)
        source.finish()
    }

    func run() async {
        guard let bound = await addresses.first(where: { _ in true }) else { return }
        let outcome = await work(bound)
        result.withLock { $0 = outcome }
    }
}
