import Domain

/// A receiver that has accepted an event must accept it again with 2xx, or the vendor sends it once more.
///
/// Duplicates are the copies that a rule with `duplicate` sends, and replays of a delivery that was accepted. Whether
/// the receiver handled the event twice is not visible here.
enum DuplicatesCheck: GradeCheck {
    static let kept = "Each duplicate of an accepted delivery got a 2xx response"
    static let notSeen =
        "No accepted delivery was sent again and got a response; a fault rule {duplicate: {n: 1}} or a replay sends it."

    static func cases(in records: GradedRecords) -> [GradeCase] {
        var cases: [GradeCase] = []
        /// When each delivery was accepted, in wall time.
        var accepted: [Identifier<WebhookDelivery>: Timestamp] = [:]
        for delivery in records.deliveries {
            for attempt in delivery.attempts {
                if let original = delivery.replayedFrom, attempt.isGenuine, let moment = accepted[original],
                    moment <= attempt.wallAt, let status = attempt.outcome.answeredStatus
                {
                    let breach = "Delivery \(delivery.id) is a replay of \(original), which was accepted before"
                    let isKept = attempt.outcome.isAccepted
                    cases.append(.delivery(delivery.id, breach: isKept ? nil : "\(breach); its status is \(status)"))
                }
                guard attempt.outcome.isAccepted else { continue }
                for copy in attempt.copies {
                    guard let status = copy.answeredStatus else { continue }
                    let breach = "Delivery \(delivery.id) was accepted, and then its copy got the status \(status)"
                    cases.append(.delivery(delivery.id, breach: copy.isAccepted ? nil : breach))
                }
                accepted[delivery.id] = attempt.wallAt.adding(milliseconds: Int64(attempt.tookMilliseconds))
            }
        }
        return cases
    }
}
