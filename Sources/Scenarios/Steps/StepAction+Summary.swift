import Documents
import OrderedCollections

extension StepAction {
    /// What the step does in a few words, such as `request createCustomer`: its name if it has none.
    var summary: String {
        switch self {
        case .request(let step):
            switch step.target {
            case .operation(let id, _): "request \(id)"
            case .url(let method, let url): "request \(method) \(url)"
            }
        case .response(let step): "response \(step.request)"
        case .control(let step): [step.verb.rawValue, step.subject].compactMap(\.self).joined(separator: " ")
        case .occurrence(let step):
            ["expect_\(step.kind.rawValue)", step.matcher[step.kind == .event ? "type" : "event"]?.string]
                .compactMap(\.self).joined(separator: " ")
        case .wait: "wait"
        case .expectRequests: "expect_requests"
        case .changes: "changes"
        }
    }
}

extension ControlStep {
    /// What the request is about, such as `P8D`; nil if no member says it in a word.
    fileprivate var subject: String? {
        guard case .object(let members) = argument else { return argument.string }
        if verb == .simulate { return members.keys.first }
        return ["id", "preset", "event", "by", "to", "mode", "plan"].lazy.compactMap { members[$0]?.string }.first
    }
}
