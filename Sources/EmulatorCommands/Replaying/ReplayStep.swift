import Domain
import EmulatorCore
import EmulatorServer

/// A step of a replay.
enum ReplayStep {
    case action(RecordedAction)
    case request(BundledRequest)

    /// When it came in the recorded world, in wall time.
    var wallAt: Timestamp {
        switch self {
        case .action(let action): action.wallAt
        case .request(let request): request.wallAt
        }
    }

    /// The requests of a bundle with the actions between them.
    static func all(of bundle: FailureBundle) -> [ReplayStep] {
        var steps: [ReplayStep] = []
        var actions = bundle.actions[...]
        for request in bundle.requests {
            let before = actions.prefix { $0.afterSeq < request.seq }
            steps += before.map(ReplayStep.action)
            actions = actions.dropFirst(before.count)
            steps.append(.request(request))
        }
        return steps + actions.map(ReplayStep.action)
    }
}
