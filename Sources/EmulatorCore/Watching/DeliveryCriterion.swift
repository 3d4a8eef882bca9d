import Documents
import Domain

/// Which deliveries an expectation is about, as they are now.
///
/// With `attempt`, the delivery must have had that attempt, and `where` and `answer` are about it; without it, `answer`
/// is about the last attempt.
package final class DeliveryCriterion: Sendable {
    private let matcher: DeliveryMatcher
    private let status: WebhookDelivery.Status?
    private let answer: AnswerPattern?

    /// Reads a matcher whose keys the schema has validated.
    init(_ json: JSONValue, at pointer: String, _ names: ContractNames) throws(ReadingError) {
        matcher = try DeliveryMatcher(json, at: pointer)
        status = json["status"]?.string.flatMap(WebhookDelivery.Status.init(rawValue:))
        answer = json["answer"].flatMap { AnswerPattern($0.plainText) }
        try names.check(matcher.event, at: pointer + "/event")
    }

    func matches(_ delivery: WebhookDelivery) -> Bool {
        if let status, delivery.status != status { return false }
        let attempt = attempt(of: delivery)
        if let answer, !answer.matches(attempt?.outcome) { return false }
        return matcher.matches(facts(of: delivery, attempt))
    }

    /// The conditions that a delivery does not meet.
    func differences(from delivery: WebhookDelivery) -> [MatchDifference] {
        let attempt = attempt(of: delivery)
        var found = matcher.differences(from: facts(of: delivery, attempt))
        if let status, delivery.status != status {
            let actual = delivery.status.rawValue
            found.append(MatchDifference("/status", expected: .string(status.rawValue), actual: actual))
        }
        if let answer, !answer.matches(attempt?.outcome) {
            found.append(MatchDifference("/answer", answer.json, attempt.flatMap { AnswerPattern.shown($0.outcome) }))
        }
        return found
    }

    private func attempt(of delivery: WebhookDelivery) -> DeliveryAttempt? {
        guard let number = matcher.attempt else { return delivery.attempts.last }
        return delivery.attempts.first { $0.number == number }
    }

    private func facts(of delivery: WebhookDelivery, _ attempt: DeliveryAttempt?) -> DeliveryFacts {
        guard matcher.attempt != nil, let attempt else { return DeliveryFacts(delivery) }
        return DeliveryFacts(delivery, after: attempt)
    }
}
