import Contract
import Documents
import Domain
import EmulatorCore
import OrderedCollections

extension JournalEntry {
    /// Writes the members that listRequests and getRequest share.
    ///
    /// `verdict` says what came after a fault rule hit the request; nil if no rule hit it.
    func writeFacts(
        to writer: inout JSONWriter,
        sandbox: Identifier<Sandbox>?,
        verdict: FaultHit.Verdict?,
        secrets: Secrets.Display = .masked
    ) {
        // The journal keeps an outcome packed, so it is read once.
        let outcome = outcome
        writer.member("sandbox", sandbox?.description)
        writer.member("number", number)
        writer.member("seq", seq)
        writer.member("at", at.description)
        writer.member("wall_at", wallAt.description)
        writer.member("took_us", outcome.tookMicroseconds)
        writer.member("method", method)
        writer.member("path", secrets.shown(path))
        writer.member("query", query.map(secrets.shown))
        writer.member("operation", outcome.operation)
        writer.member("rpc", outcome.mcp?.method.map(secrets.shown))
        writer.member("tool", outcome.mcp?.tool.map(secrets.shown))
        writer.member("probe", outcome.mcp?.isProbe ?? false)
        writer.member("status", outcome.status)
        writer.member("error", outcome.error)
        writer.member("fault", outcome.fault)
        writer.member("replayed", outcome.replayed)
        writer.member("connection", connection)
        writer.member("repeats", outcome.repeated?.seq)
        writer.member("gap_ms", outcome.repeated.map { Int($0.gap.milliseconds) })
        writer.key("same_connection")
        writer.value(outcome.repeated?.isOnSameConnection.map { .bool($0) } ?? .null)
        writer.member("injected", outcome.injection == .insteadOfHandler)
        writer.member("verdict", verdict?.rawValue)
    }

    /// Writes the members that only getRequest shows.
    func writeDetails(to writer: inout JSONWriter, unread: [UnreadPart], secrets: Secrets.Display = .masked) {
        let outcome = outcome
        writer.key("request")
        request.write(to: &writer, secrets: secrets)
        writer.key("response")
        if let response = outcome.response {
            response.write(to: &writer, secrets: secrets)
        } else {
            writer.value(.null)
        }
        writer.key("violations")
        writer.array { writer in
            for violation in outcome.violations { violation.write(to: &writer) }
        }
        writer.key("unread")
        writer.array { writer in for part in unread { part.write(to: &writer) } }
        writeEvents(to: &writer)
    }

    /// Writes the ids of the events that it caused.
    func writeEvents(to writer: inout JSONWriter) {
        writer.key("events")
        writer.array { writer in for event in outcome.events { writer.value(event.description) } }
    }
}

extension RecordedMessage {
    fileprivate func write(to writer: inout JSONWriter, secrets: Secrets.Display) {
        let shown = secrets == .masked ? masked : self
        writer.object { writer in shown.writeMembers(to: &writer) }
    }

    /// The message with masked secrets in its headers and its body.
    private var masked: RecordedMessage {
        let fields = headers.map { HeaderField(name: $0.name, value: Secrets.maskedHeader($0.name, $0.value)) }
        return RecordedMessage(headers: fields, body: Secrets.maskedContent(body))
    }

    /// Writes `headers` and `body`, or `body_text` for a body that is not JSON; nothing is masked.
    func writeMembers(to writer: inout JSONWriter) {
        var fields = JSONObject()
        for header in headers {
            let before = fields[header.name]?.string.map { $0 + ", " } ?? ""
            fields[header.name] = .string(before + header.value)
        }
        let json = try? JSONValue(parsing: body)
        writer.member("headers", .object(fields))
        writer.member("body", json)
        if json == nil, !body.isEmpty { writer.member("body_text", String(decoding: body, as: UTF8.self)) }
    }
}
