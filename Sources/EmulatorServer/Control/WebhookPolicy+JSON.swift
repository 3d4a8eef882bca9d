import Documents
import Domain

extension WebhookPolicy {
    /// The body of setWebhookPolicy, which control.yaml has accepted; what is absent takes its default.
    init(_ body: JSONValue) throws(MockError) {
        self.init()
        switch body["retries"] {
        case .string("none")?: retries = []
        case .array(let waits)?: retries = try Self.spans(waits)
        default: break
        }
        jitter = body["jitter"]?.double ?? jitter
        order = body["order"]?.string.flatMap(Order.init(rawValue:)) ?? order
        signTime = body["sign_time"]?.string.flatMap(SignTime.init(rawValue:)) ?? signTime
        guard let text = body["timeout"]?.string else { return }
        guard let span = TimeSpan(text), span > .zero else { throw .noDuration(at: "/timeout") }
        timeout = span
    }

    private static func spans(_ waits: [JSONValue]) throws(MockError) -> [TimeSpan] {
        var spans: [TimeSpan] = []
        for (index, wait) in waits.enumerated() {
            guard let span = wait.string.flatMap(TimeSpan.init) else { throw .noDuration(at: "/retries/\(index)") }
            spans.append(span)
        }
        return spans
    }

    /// Writes the policy as a whole; the vendor's schedule and none by their names.
    func write(to writer: inout JSONWriter) {
        switch retries {
        case Self.vendorRetries: writer.member("retries", "vendor")
        case []: writer.member("retries", "none")
        default: writer.member("retries", .array(retries.map { .string($0.description) }))
        }
        writer.member("jitter", .number(jitter))
        writer.member("timeout", timeout.description)
        writer.member("order", order.rawValue)
        writer.member("sign_time", signTime.rawValue)
    }
}
