import Domain

/// A receiver must answer within the time limit of the webhook policy, which is ten seconds by default.
enum DeadlineCheck: GradeCheck {
    static let kept = "Each attempt was answered within the time limit"
    static let notSeen = "No attempt of a delivery was answered; a subscription and one of its events make an attempt."

    static func cases(in records: GradedRecords) -> [GradeCase] {
        records.deliveries.flatMap { delivery in
            delivery.attempts.flatMap { attempt in
                ([attempt.outcome] + attempt.copies).compactMap { outcome -> GradeCase? in
                    switch outcome {
                    case .answered: return .delivery(delivery.id)
                    case .failed(.timeout):
                        let breach = "Attempt \(attempt.number) of delivery \(delivery.id) was not answered in time"
                        return .delivery(delivery.id, breach: breach)
                    case .failed, .lost: return nil
                    }
                }
            }
        }
    }
}
