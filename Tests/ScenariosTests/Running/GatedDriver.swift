import Documents
import OrderedCollections
import Synchronization

@testable import Scenarios

/// A server that holds the response to one request until another request comes.
final class GatedDriver: ScenarioDriver {
    let isEmulator = true
    private let gate: String
    private let held: String
    private let response: StepExchange.Response
    private let recorded = Mutex<[DriverRequest]>([])
    private let (opened, opener) = AsyncStream.makeStream(of: Void.self)
    private let (cancelled, canceller) = AsyncStream.makeStream(of: Void.self)

    /// A server that holds the response to the target `held` until a request for the target `gate` comes.
    init(gate: String, held: String, response: StepExchange.Response) {
        self.gate = gate
        self.held = held
        self.response = response
    }

    /// The requests in their order.
    var requests: [DriverRequest] { recorded.withLock { $0 } }

    func send(_ request: DriverRequest) async throws(DriverError) -> StepExchange.Response {
        recorded.withLock { $0.append(request) }
        if request.target == gate { opener.finish() }
        guard request.target == held else { return .json(200, [:]) }
        for await _ in opened {}
        guard !Task.isCancelled else {
            canceller.finish()
            throw .cut
        }
        return response
    }

    /// Waits until the held request is cancelled.
    func waitForCancellation() async {
        for await _ in cancelled {}
    }
}
