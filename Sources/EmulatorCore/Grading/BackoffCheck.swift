import Domain

/// A client must wait before it sends a failed request again, and must not wait less and less.
///
/// A series is three or more attempts of one request in a row, all of which failed except perhaps the last. Clients
/// choose their waits at random within limits, so short series say nothing about growth, and three signs remain:
///
/// - More than ten attempts arrive within one second.
/// - Two attempts in a row follow an answer at once. The first retry alone may come at once, as it does with common
///   clients. After a broken connection, HTTP libraries send a request again by themselves, so what comes within a tenth
///   of a second then is no attempt of the client.
/// - In a series of five or more attempts, the later half of the waits is together less than half of the earlier half.
///   This is judged only with an `Idempotency-Key`, because without one the next call looks like another retry, and
///   not after a `Retry-After`, which sets the waits.
enum BackoffCheck: GradeCheck {
    static let kept = "In each series of failed attempts, the client waited before it sent the request again"
    static let notSeen =
        "No request was sent three times in a row after failures; "
        + "a fault rule {error: service_unavailable} with `times: 3` causes such failures."

    static func cases(in records: GradedRecords) -> [GradeCase] {
        var ended: [AttemptSeries] = []
        var running: [RequestArrival.Identity: AttemptSeries] = [:]
        for request in records.requests {
            let identity = request.identity
            if running[identity]?.isContinued(by: request) == true {
                running[identity]?.add(request)
            } else if let other = running.updateValue(AttemptSeries(request), forKey: identity) {
                ended.append(other)
            }
            guard !request.hasFailed, let series = running.removeValue(forKey: identity) else { continue }
            ended.append(series)
        }
        return GradeCase.requests((ended + running.values).compactMap(\.verdict))
    }
}
