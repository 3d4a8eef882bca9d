import Documents
import Scenarios

extension Step {
    /// The number in the file, from 1.
    var number: Int { (place.tokens.last.flatMap { Int($0) } ?? 0) + 1 }

    /// Why the step has no orders of arrival, as the predicate of a sentence; nil if it causes what arrives during it.
    var obstacleToOrders: String? {
        switch action {
        case .request(let request) where request.background != nil: "sends its request in the background"
        case .request, .control: nil
        case .response: "waits for the response to a background request"
        case .occurrence, .wait, .expectRequests, .changes: "does not cause the deliveries that come while it runs"
        }
    }
}
