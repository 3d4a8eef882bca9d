/// One try to hand an event to a receiver, and what came of it.
package struct DeliveryAttempt: Hashable, Sendable {
    /// What an attempt means for its delivery.
    package enum Verdict: String, CaseIterable, Sendable {
        case delivered, retry, dead
    }

    /// 1 for the first.
    package let number: Int
    /// When it began, on the world's clock.
    package let at: Timestamp
    /// When it began, on the wall.
    package let wallAt: Timestamp
    /// What was sent beside the body.
    package let headers: [HeaderField]
    /// What came back.
    package let outcome: AttemptOutcome
    /// How long it took, in milliseconds of wall time.
    package let tookMilliseconds: Int
    /// What follows from it.
    package let verdict: Verdict
    /// The fault rule that had a hand in it.
    package var fault: String?
}

extension AttemptOutcome {
    /// What the outcome asks for, before anybody counts attempts (section 13.3 of the API's description).
    enum Treatment: Hashable {
        case delivered
        /// Another attempt, not before that much time has passed.
        case retry(notBefore: TimeSpan)
        case giveUp
        /// The end, for which the receiver is not to blame.
        case lost

        var isFailure: Bool {
            switch self {
            case .delivered, .lost: false
            case .retry, .giveUp: true
            }
        }
    }

    func treatment(wall: Timestamp, fault: DeliveryFault? = nil) -> Treatment {
        switch self {
        case .answered(let answer): Self.treatment(of: answer, wall: wall)
        case .failed: .retry(notBefore: .zero)
        case .lost: fault?.isOfAttempt == true ? .retry(notBefore: .zero) : .lost
        }
    }

    private static func treatment(of answer: ReceiverAnswer, wall: Timestamp) -> Treatment {
        switch answer.status {
        case 200..<300: return .delivered
        case 429: return .retry(notBefore: answer.retryAfter(wall: wall))
        case 408: return .retry(notBefore: .zero)
        case 400..<500: return .giveUp
        default: return .retry(notBefore: .zero)
        }
    }
}

extension ReceiverAnswer {
    /// The longest wait that a receiver can ask for: deliveries are forgotten after that.
    private static let longestWait = TimeSpan.hours(30 * 24)

    /// The wait that `Retry-After` asks for, in seconds or as an HTTP date (RFC 9110, 10.2.3).
    fileprivate func retryAfter(wall: Timestamp) -> TimeSpan {
        guard let value = header("Retry-After")?.trimmingSpaces, !value.isEmpty else { return .zero }
        let milliseconds =
            value.allSatisfy { $0.isASCII && $0.isNumber }
            ? min(Int64(value) ?? .max, Self.longestWait.milliseconds) * 1000
            : Timestamp(httpDate: value).map { $0.milliseconds - wall.milliseconds }
        return min(TimeSpan(milliseconds: milliseconds ?? 0), Self.longestWait)
    }
}
