package import Domain

/// What one attempt of a delivery counts for: the event, the receiver's answer, and whether a fault rule changed it.
package struct CountedAttempt: Hashable, Sendable {
    /// The receiver's answer to an attempt, without its headers and body.
    package enum Answer: Hashable, Sendable {
        case status(Int)
        case failure(AttemptError)
        /// Nothing was sent, because a fault rule dropped the attempt.
        case lost
    }

    /// The type of the event.
    package let event: String
    /// The answer.
    package let answer: Answer
    /// Whether a fault rule dropped the attempt, or changed its signature, its body or its type.
    package let isInjected: Bool
}

extension CountedAttempt {
    init(_ ticket: AttemptTicket, _ outcome: AttemptOutcome) {
        event = ticket.event.type
        answer = Answer(outcome)
        isInjected = ticket.fault?.effect?.changesContent ?? false
    }
}

extension CountedAttempt.Answer {
    /// A name such as `200`, `timeout` or `lost`.
    package var name: String {
        switch self {
        case .status(let status): String(status)
        case .failure(let error): error.rawValue
        case .lost: "lost"
        }
    }

    /// Whether the receiver answered with a status from 200 to 299.
    package var isAccepted: Bool {
        switch self {
        case .status(let status): (200..<300).contains(status)
        case .failure, .lost: false
        }
    }

    fileprivate init(_ outcome: AttemptOutcome) {
        switch outcome {
        case .answered(let answer): self = .status(answer.status)
        case .failed(let error): self = .failure(error)
        case .lost: self = .lost
        }
    }
}

extension DeliveryFault.Effect {
    /// Whether the receiver gets something else than the event, or nothing.
    fileprivate var changesContent: Bool {
        switch self {
        case .drop, .signature, .truncate, .unknownEvent: true
        case .duplicate, .reorder: false
        }
    }
}
