package import Documents
package import Domain

extension WebhookPolicy {
    /// Reads the policy of a scenario or of setWebhookPolicy, whose shape the schema has validated.
    ///
    /// A member that is absent takes its default.
    package init(reading body: JSONValue) throws(ReadingError) {
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

    private static func spans(_ waits: [JSONValue]) throws(ReadingError) -> [TimeSpan] {
        var spans: [TimeSpan] = []
        for (index, wait) in waits.enumerated() {
            guard let span = wait.string.flatMap(TimeSpan.init) else { throw .noDuration(at: "/retries/\(index)") }
            spans.append(span)
        }
        return spans
    }
}
