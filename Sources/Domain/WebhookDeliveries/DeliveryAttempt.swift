/// An attempt that has ended, with its result.
package struct DeliveryAttempt: Hashable, Sendable {
    /// What happens to the delivery after the attempt.
    package enum Verdict: String, CaseIterable, Sendable {
        case delivered, retry, dead
    }

    /// The number of the attempt within its delivery; 1 for the first.
    package let number: Int
    /// When the attempt started, on the world's clock.
    package let at: Timestamp
    /// When the attempt started, in wall time.
    package let wallAt: Timestamp
    /// The request headers that were sent.
    package let headers: [HeaderField]
    /// The answer, or why there was none.
    package let outcome: AttemptOutcome
    /// How long the attempt took, in milliseconds of wall time.
    package let tookMilliseconds: Int
    /// What happened to the delivery after the attempt.
    package let verdict: Verdict
    /// The fault that a rule has decided for the attempt or its delivery; nil if there is none.
    package var fault: DeliveryFault?
    /// The results of the copies that the fault `duplicate` has sent after the attempt, in their order.
    package var copies: [AttemptOutcome] = []
}

extension AttemptOutcome {
    /// What an outcome means for the delivery, not counting the attempts (section 13.3 of the API's description).
    enum Treatment: Hashable {
        case delivered
        /// Another attempt, no earlier than after `notBefore`.
        case retry(notBefore: TimeSpan)
        case noRetry
        /// The delivery is dead, but it does not count as a failure of the receiver.
        case lost

        var isFailure: Bool {
            switch self {
            case .delivered, .lost: false
            case .retry, .noRetry: true
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
        case 400..<500: return .noRetry
        default: return .retry(notBefore: .zero)
        }
    }
}

extension ReceiverAnswer {
    /// The longest wait that `Retry-After` can ask for: after it the delivery is removed.
    private static let longestWait = TimeSpan.hours(30 * 24)

    /// The wait in `Retry-After`, in seconds or as an HTTP date (RFC 9110, 10.2.3); zero without a valid one.
    fileprivate func retryAfter(wall: Timestamp) -> TimeSpan {
        guard let value = header("Retry-After")?.trimmingSpaces, !value.isEmpty else { return .zero }
        let milliseconds =
            value.allSatisfy { $0.isASCII && $0.isNumber }
            ? min(Int64(value) ?? .max, Self.longestWait.milliseconds) * 1000
            : Timestamp(httpDate: value).map { $0.milliseconds - wall.milliseconds }
        return min(TimeSpan(milliseconds: milliseconds ?? 0), Self.longestWait)
    }
}
