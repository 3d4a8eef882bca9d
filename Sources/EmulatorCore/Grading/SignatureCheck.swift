import Domain

/// A receiver must refuse what is not signed correctly.
///
/// A refusal counts only for a subscription whose receiver also accepts what is signed correctly. Signatures in upper
/// case are not judged: the vendor writes lower case and does not say whether receivers must accept both. An attempt
/// without an answer is not judged either.
enum SignatureCheck: GradeCheck {
    static let kept = "Each attempt with an invalid signature was refused, and correctly signed ones were accepted"
    static let notSeen =
        "No receiver responded to an attempt with an invalid signature and accepted a correctly signed one; "
        + "a fault rule {signature: wrong} with `times: 1` before an ordinary delivery causes both."

    static func cases(in records: GradedRecords) -> [GradeCase] {
        let accepting = Set(records.deliveries.filter(isAccepted).map(\.subscriptionID))
        return records.deliveries.flatMap { delivery in
            delivery.attempts.compactMap { attempt -> GradeCase? in
                guard let kind = attempt.invalidSignature, let status = attempt.outcome.answeredStatus else {
                    return nil
                }
                guard attempt.outcome.isAccepted else {
                    return accepting.contains(delivery.subscriptionID) ? .delivery(delivery.id) : nil
                }
                let breach = "Delivery \(delivery.id) with a \(kind.rawValue) signature got the status \(status)"
                return .delivery(delivery.id, breach: breach)
            }
        }
    }

    private static func isAccepted(_ delivery: WebhookDelivery) -> Bool {
        delivery.attempts.contains { $0.isGenuine && $0.outcome.isAccepted }
    }
}

extension DeliveryAttempt {
    /// How the signature was invalid; nil if it was valid or differs only in case.
    fileprivate var invalidSignature: DeliveryFault.Signature? {
        guard case .signature(let kind)? = fault?.effect else { return nil }
        switch kind {
        case .wrong, .missing, .stale: return kind
        case .uppercase: return nil
        }
    }
}
