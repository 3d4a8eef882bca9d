import Domain

/// A receiver must answer within the time limit of the webhook policy, which is ten seconds by default.
enum DeadlineCheck: GradeCheck {
    static let kept = "Each attempt got a response within the timeout"
    static let notSeen = "No attempt of a delivery got a response; a subscription and one of its events cause one."

    static func cases(in records: GradedRecords) -> [GradeCase] {
        records.deliveries.flatMap { delivery in
            delivery.attempts.flatMap { attempt in
                ([attempt.outcome] + attempt.copies).compactMap { outcome -> GradeCase? in
                    switch outcome {
                    case .answered: return .delivery(delivery.id)
                    case .failed(.timeout):
                        let breach = "Attempt \(attempt.number) of delivery \(delivery.id) got no response in time"
                        return .delivery(delivery.id, breach: breach)
                    case .failed, .lost: return nil
                    }
                }
            }
        }
    }
}
