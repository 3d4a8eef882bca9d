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

    /// The steps that have caused at least two things whose order can change, with how many they have caused.
    ///
    /// The response of a request to the API is one of them.
    func candidates(in scenario: Scenario) -> [(step: Int, count: Int)] {
        let counts = storage.withLock { $0.counts }
        return scenario.steps.compactMap { step in
            guard let deliveries = counts[step.number], deliveries > 0 else { return nil }
            let count = deliveries + step.responses
            return count > 1 ? (step.number, count) : nil
        }
    }

    /// Counts the deliveries that there are after a step and were not there before.
    func count(_ deliveries: Set<String>, after step: Step) {
        storage.withLock { storage in
            storage.counts[step.number] = deliveries.subtracting(storage.known).count
            storage.known = deliveries
        }
    }
}

extension Step {
    /// How many responses of the API can be put in order; an absolute URL may lead to another server.
    fileprivate var responses: Int {
        guard case .request(let request) = action else { return 0 }
        return switch request.target {
        case .operation: 1
        case .url(_, let url): url.hasPrefix("/") ? 1 : 0
        }
    }
}
