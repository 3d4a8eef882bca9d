import Contract
import Documents
import Domain
import EmulatorCore
import HTTPServing

/// What a control handler sees of a request: its parts, held against control.yaml, and whom it speaks of.
struct ControlCall: Sendable {
    let request: Request
    let path: PathParameters
    let query: [String: JSONValue]
    let body: JSONValue
    let scope: ControlScope
    let startedAt: ContinuousClock.Instant

    /// The only sandbox that a call about one world can mean.
    func oneSandbox(of registry: SandboxRegistry) throws(MockError) -> Sandbox {
        if case .sandbox(let sandbox) = scope { return sandbox }
        let all = registry.sandboxes
        guard let only = all.first, all.count == 1 else {
            throw MockError(
                .sandboxRequired,
                "There are \(all.count) sandboxes; name one by its key (Authorization or ?api_key=) or by ?sandbox=."
            )
        }
        return only
    }
}

/// Whom a control call speaks of.
enum ControlScope: Sendable {
    /// Every sandbox, and the settings that later ones are born with.
    case all
    case sandbox(Sandbox)
}

/// What answers a control operation.
typealias ControlHandler = @Sendable (ControlCall) throws(MockError) -> Answer

extension Answer {
    /// Answers an object of the control API.
    static func control(_ status: Int = 200, _ body: (inout JSONWriter) -> Void) -> Answer {
        var writer = JSONWriter(capacity: 512)
        writer.object(body)
        return Answer(status: status, body: writer.bytes)
    }
}
