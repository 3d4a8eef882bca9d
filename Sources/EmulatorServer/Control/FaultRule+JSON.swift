import Documents
import Domain
import EmulatorCore
import OrderedCollections

extension FaultRule {
    /// Writes the rule with every default, and how often it has matched and fired.
    func write(to writer: inout JSONWriter) {
        writer.member("id", id)
        writer.member("on", source)
        writer.key("then")
        writer.object { writer in
            switch subject {
            case .requests(let fault): fault.action?.write(to: &writer)
            case .deliveries(_, let effect): effect?.write(to: &writer)
            }
            if let delay { writer.member("delay", delay.json) }
        }
        writer.member("phase", phase?.rawValue)
        writer.member("skip", counter.skip)
        writer.member("times", counter.times)
        writer.member("every", counter.every)
        writer.member("probability", .number(counter.probability))
        writer.member("enabled", counter.isEnabled)
        writer.member("matched", counter.matched)
        writer.member("fired", counter.fired)
        writer.member("remaining", counter.remaining)
    }

    /// Nil for a rule about deliveries.
    private var phase: FaultPhase? {
        switch subject {
        case .requests(let fault): fault.phase
        case .deliveries: nil
        }
    }
}

extension DelayDistribution {
    fileprivate var json: JSONValue {
        switch self {
        case .fixed(let delay): .string(delay.description)
        case .uniform(let shortest, let longest):
            ["uniform": [.string(shortest.description), .string(longest.description)]]
        }
    }
}

extension DeliveryFault.Effect {
    fileprivate func write(to writer: inout JSONWriter) {
        switch self {
        case .drop: writer.member("drop", true)
        case .duplicate(let copies, let gap):
            writer.member("duplicate", ["n": .integer(copies), "gap": .string(gap.description)])
        case .reorder(let window): writer.member("reorder", ["window": .integer(window)])
        case .signature(let signature): writer.member("signature", signature.rawValue)
        case .truncate(let length): writer.member("truncate", ["after": .integer(length)])
        case .unknownEvent: writer.member("unknown_event", true)
        }
    }
}

extension FaultAction {
    fileprivate func write(to writer: inout JSONWriter) {
        switch self {
        case .error(let code, let retryAfter, let message, let param):
            writer.member("error", code)
            if let retryAfter { writer.member("retry_after", retryAfter) }
            if let message { writer.member("message", message) }
            if let param { writer.member("param", param) }
        case .respond(let status, let headers, let body, let isUnchecked):
            writer.key("respond")
            writer.object { writer in
                writer.member("status", status)
                writer.key("headers")
                writer.object { writer in for field in headers { writer.member(field.name, field.value) } }
                if let body { writer.member("body", body) }
                writer.member("unchecked", isUnchecked)
            }
        case .connection(let connection): writer.member("connection", connection.rawValue)
        case .truncate(let length): writer.member("truncate", ["after": .integer(length)])
        case .drip(let chunk, let pause):
            writer.member("drip", ["chunk": .integer(chunk), "every": .string(pause.description)])
        case .malformed: writer.member("malformed", true)
        }
    }
}
