import Scenarios
import Synchronization

/// Notes in a run without holds what each step causes.
final class DeliveryObserver: Sendable {
    /// A step during which several things arrive, whose order can change.
    struct Finding {
        let step: Step
        let count: Int
    }

    private struct Storage {
        var known: Set<String> = []
        var findings: [Finding] = []
    }

    private let storage = Mutex(Storage())

    /// The steps during which at least two things arrive, one of them a delivery, in the order of the steps.
    ///
    /// The response of a request to the API is one of them.
    var findings: [Finding] { storage.withLock { $0.findings } }

    /// Counts the deliveries that there are after a step and were not there before.
    func count(_ deliveries: Set<String>, after result: StepResult) {
        storage.withLock { storage in
            let new = deliveries.subtracting(storage.known).count
            storage.known = deliveries
            let count = new + result.responses
            if new > 0, count > 1 { storage.findings.append(Finding(step: result.step, count: count)) }
        }
    }
}

extension StepResult {
    /// How many responses of the API can be put in order; a response with an error cannot be held.
    fileprivate var responses: Int {
        guard case .request = step.action, let exchange = exchanges.first, let response = exchange.response else {
            return 0
        }
        return response.status < 300 && StepEffect.hasResponse(target: exchange.target) ? 1 : 0
    }
}
