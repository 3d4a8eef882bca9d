import Scenarios
import Synchronization

/// Notes in a run without holds how many deliveries each step causes.
final class DeliveryObserver: Sendable {
    private struct Storage {
        var known: Set<String> = []
        /// How many deliveries each step has caused, by its number.
        var counts: [Int: Int] = [:]
    }

    private let storage = Mutex(Storage())

    /// The numbers of the steps that have caused at least two things whose order can change.
    ///
    /// The response of a request to the API is one of them.
    func candidates(in scenario: Scenario) -> [Int] {
        let counts = storage.withLock { $0.counts }
        return scenario.steps.filter { step in
            guard let count = counts[step.number], count > 0 else { return false }
            switch step.action {
            case .request(let request): return count > 1 || request.isOfAPI
            case .control: return count > 1
            case .occurrence, .wait, .expectRequests, .changes: return false
            }
        }
        .map(\.number)
    }

    /// Counts the deliveries that there are after a step and were not there before.
    func count(_ deliveries: Set<String>, after step: Step) {
        storage.withLock { storage in
            storage.counts[step.number] = deliveries.subtracting(storage.known).count
            storage.known = deliveries
        }
    }
}

extension RequestStep {
    /// Whether the request is sent to the API, and not to an absolute URL.
    fileprivate var isOfAPI: Bool {
        switch target {
        case .operation: true
        case .url(_, let url): url.hasPrefix("/")
        }
    }
}
