import EmulatorCore

/// The headers of a response of the API: the common headers, then those of the answer.
enum AnswerHeaders {
    static func all(of answer: Answer, for active: ActiveRequest) -> [(String, String)] {
        var headers: [(String, String)] = []
        headers.reserveCapacity(12)
        if let contentType = answer.contentType { headers.append(("Content-Type", contentType)) }
        headers.append(("X-Request-Id", active.requestID))
        headers.append(("X-Mock-Seq", String(active.seq)))
        if let fault = active.outcome.fault { headers.append(("X-Mock-Fault", fault)) }
        if answer.status < 500, let reading = active.rateLimit {
            headers.append(("X-RateLimit-Limit", String(reading.limit)))
            let isInjected = answer.status == 429 && active.outcome.fault != nil
            headers.append(("X-RateLimit-Remaining", isInjected ? "0" : String(reading.remaining)))
            headers.append(("X-RateLimit-Reset", String(reading.reset)))
        }
        if let use = active.idempotency {
            headers.append(("Idempotent-Replayed", use.isReplay ? "true" : "false"))
        }
        headers.append(contentsOf: answer.headers)
        return headers
    }
}
