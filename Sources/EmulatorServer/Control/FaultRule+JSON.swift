import Documents
import Domain
import EmulatorCore
import OrderedCollections

extension FaultRule {
    /// Writes the rule with every default, and how often it has matched and fired.
    func write(to writer: inout JSONWriter) {
        writer.member("id", id)
        writer.member("on", matcher.source)
        writer.key("then")
        action.write(to: &writer)
        writer.member("phase", phase.rawValue)
        writer.member("skip", skip)
        writer.member("times", times)
        writer.member("every", every)
        writer.member("probability", .number(probability))
        writer.member("enabled", isEnabled)
        writer.member("matched", matched)
        writer.member("fired", fired)
        writer.member("remaining", remaining)
    }
}

extension FaultAction {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.object { writer in
            switch self {
            case .error(let code, let retryAfter, let message, let param):
                writer.member("error", code)
                if let retryAfter { writer.member("retry_after", retryAfter) }
                if let message { writer.member("message", message) }
                if let param { writer.member("param", param) }
            case .respond(let status, let headers, let body):
                writer.key("respond")
                writer.object { writer in
                    writer.member("status", status)
                    writer.key("headers")
                    writer.object { writer in for field in headers { writer.member(field.name, field.value) } }
                    if let body { writer.member("body", body) }
                }
            case .connection(let connection): writer.member("connection", connection.rawValue)
            case .truncate(let length):
                writer.key("truncate")
                writer.object { $0.member("after", length) }
            case .drip(let chunk, let pause):
                writer.key("drip")
                writer.object { writer in
                    writer.member("chunk", chunk)
                    writer.member("every", pause.description)
                }
            case .malformed: writer.member("malformed", true)
            }
        }
    }
}
