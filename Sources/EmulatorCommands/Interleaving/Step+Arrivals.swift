import Documents
import Scenarios

extension Step {
    /// Why the deliveries that come during a step are not put in order unless it causes them.
    static let obstacleOfOthers = "does not cause the deliveries that come while it runs"

    /// The number in the file, from 1.
    var number: Int { (place.tokens.last.flatMap { Int($0) } ?? 0) + 1 }

    /// Whether the step causes what arrives while it runs; steps that wait or compare do not.
    var causesArrivals: Bool {
        switch action {
        case .request, .control: true
        case .occurrence, .wait, .expectRequests, .changes: false
        }
    }
}
