import Documents
import Domain
import EmulatorCore
import OrderedCollections

extension ListedFault {
    /// Writes the rule as `FaultRule.write(to:at:)` does, after its sandbox.
    func write(to writer: inout JSONWriter, at now: Timestamp) {
        writer.member("sandbox", sandbox?.description)
        rule.write(to: &writer, at: now)
    }
}

extension FaultRule {
    /// Writes the rule with every default, its counts of matches and firings, and its hits by verdict at that time.
    func write(to writer: inout JSONWriter, at now: Timestamp) {
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
        writer.member("phase", fault?.phase.rawValue)
        writer.member("reuse", fault?.allowsReuse == true ? "allow" : nil)
        writer.key("repeats")
        writer.value(fault?.repeats.json ?? .null)
        writer.member("skip", counter.skip)
        writer.member("times", counter.times)
        writer.member("every", counter.every)
        writer.member("probability", .number(counter.probability))
        writer.member("enabled", counter.isEnabled)
        writer.member("matched", counter.matched)
        writer.member("fired", counter.fired)
        writer.member("remaining", counter.remaining)
        writer.key("hits")
        writer.object { writer in
            for verdict in FaultHit.Verdict.allCases { writer.member(verdict.rawValue, hits.count(verdict, at: now)) }
        }
    }

    /// Writes the newest hits, each with its verdict at that time.
    func writeHitLog(to writer: inout JSONWriter, at now: Timestamp) {
        writer.key("hit_log")
        writer.array { writer in
            for hit in hits.newest { writer.object { writer in hit.write(to: &writer, at: now) } }
        }
    }

    /// The fault of a rule for requests; nil for a rule for deliveries.
    private var fault: RequestFault? {
        switch subject {
        case .requests(let fault): fault
        case .deliveries: nil
        }
    }
}

extension FaultHit {
    /// Writes the hit with its verdict at that time.
    func write(to writer: inout JSONWriter, at now: Timestamp) {
        writer.member("seq", seq)
        writer.member("verdict", verdict(at: now).rawValue)
        writer.member("repeated_by", repeated?.seq)
        writer.member("gap_ms", repeated.map { Int($0.gap.milliseconds) })
        writer.key("same_connection")
        writer.value(repeated?.isOnSameConnection.map { .bool($0) } ?? .null)
        writer.member("user_agent", userAgent)
    }
}

extension RepeatPolicy {
    fileprivate var json: JSONValue {
        switch self {
        case .standard: "hit"
        case .hit(let limit): ["within": .string(limit.description)]
        case .pass: "pass"
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
        case .error(let error):
            writer.member("error", error.code)
            if let retryAfter = error.retryAfter { writer.member("retry_after", retryAfter) }
            if let message = error.message { writer.member("message", message) }
            if let param = error.param { writer.member("param", param) }
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
        case .truncate(let cut): writer.member("truncate", cut.json)
        case .drip(let chunk, let pause):
            writer.member("drip", ["chunk": .integer(chunk), "every": .string(pause.description)])
        case .malformed: writer.member("malformed", true)
        case .afterEvents: writer.member("answer", "after_events")
        }
    }
}

extension FaultAction.Cut {
    fileprivate var json: JSONValue {
        var members: JSONObject = [:]
        switch self {
        case .body(let length): members["after"] = length.map { .integer($0) }
        case .headers(let length):
            members["in"] = "headers"
            members["after"] = length.map { .integer($0) }
        }
        return .object(members)
    }
}
