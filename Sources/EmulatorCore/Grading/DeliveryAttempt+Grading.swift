import Domain

extension DeliveryAttempt {
    /// Whether the receiver got what the vendor sends: no rule changed the signature, the body or the type.
    var isGenuine: Bool {
        switch fault?.effect {
        case nil, .duplicate, .reorder: true
        case .drop, .signature, .truncate, .unknownEvent: false
        }
    }
}

extension AttemptOutcome {
    /// The status of the receiver's answer; nil if none came.
    var answeredStatus: Int? {
        switch self {
        case .answered(let answer): answer.status
        case .failed, .lost: nil
        }
    }

    /// Whether the receiver has accepted the event, with a 2xx.
    var isAccepted: Bool { answeredStatus.map { (200..<300).contains($0) } ?? false }
}
