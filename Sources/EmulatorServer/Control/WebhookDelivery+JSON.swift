import Documents
import Domain
import EmulatorCore
import OrderedCollections

extension WebhookDelivery {
    /// Writes the members that listDeliveries and getDelivery share.
    ///
    /// `number` is its number in the order of all occurrences, and `hold` is the hold that stops it.
    func writeFacts(to writer: inout JSONWriter, of sandbox: Identifier<Sandbox>?, number: Int, hold: String?) {
        writer.member("sandbox", sandbox?.description)
        writer.member("number", number)
        writer.member("id", id.description)
        writer.member("subscription_id", subscriptionID.description)
        writer.member("url", url)
        writer.member("event", eventID.description)
        writer.member("event_id", event.id)
        writer.member("event_type", event.type)
        writer.member("status", status.rawValue)
        writer.member("attempts", attempts.count)
        writer.member("next_attempt_at", nextAttemptAt?.description)
        writeLastOutcome(to: &writer)
        writer.member("replayed_from", replayedFrom?.description)
        writer.member("hold", hold)
        writer.member("created_at", createdAt.description)
    }

    private func writeLastOutcome(to writer: inout JSONWriter) {
        let outcome = attempts.last?.outcome
        var (status, error): (Int?, String?)
        switch outcome {
        case .answered(let answer): status = answer.status
        case .failed(let failure): error = failure.rawValue
        case .lost, nil: break
        }
        writer.member("last_status", status)
        writer.member("last_error", error)
    }

    /// Writes the members that only getDelivery shows.
    func writeDetails(to writer: inout JSONWriter) {
        writer.member("body", String(decoding: event.body, as: UTF8.self))
        writer.key("attempt_log")
        writer.array { writer in for attempt in attempts { attempt.write(to: &writer) } }
    }
}

extension DeliveryAttempt {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("n", number)
            writer.member("at", at.description)
            writer.member("wall_at", wallAt.description)
            writer.member("headers", headers.json)
            outcome.write(to: &writer)
            writer.member("verdict", verdict.rawValue)
            writer.member("fault", fault?.rule)
            writer.member("took_ms", tookMilliseconds)
            writer.key("copies")
            writer.array { writer in
                for copy in copies { writer.object { writer in copy.write(to: &writer) } }
            }
        }
    }
}

extension AttemptOutcome {
    /// Writes the members `answer` and `error`.
    fileprivate func write(to writer: inout JSONWriter) {
        writer.key("answer")
        switch self {
        case .answered(let answer):
            answer.write(to: &writer)
            writer.member("error", nil as String?)
        case .failed(let error):
            writer.value(.null)
            writer.member("error", error.rawValue)
        case .lost:
            writer.value(.null)
            writer.member("error", nil as String?)
        }
    }
}

extension ReceiverAnswer {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("status", status)
            writer.member("headers", headers.json)
            writer.member("body", String(decoding: body, as: UTF8.self))
        }
    }
}

extension [HeaderField] {
    /// The headers as an object; the values of a repeated name are joined with a comma.
    fileprivate var json: JSONValue {
        var fields = JSONObject()
        for field in self {
            let before = fields[field.name]?.string.map { $0 + ", " } ?? ""
            fields[field.name] = .string(before + field.value)
        }
        return .object(fields)
    }
}
