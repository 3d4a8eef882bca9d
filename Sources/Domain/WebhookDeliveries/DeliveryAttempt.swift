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

/// What came of an attempt on the wire.
package enum AttemptOutcome: Hashable, Sendable {
    case answered(ReceiverAnswer)
    case failed(AttemptError)
    /// Nothing was sent, as a fault rule wanted it.
    case lost
}

/// What a receiver answered.
package struct ReceiverAnswer: Hashable, Sendable {
    /// How much of an answer's body is kept; what comes after it is not even read.
    package static let keptBodyLength = 16 << 10

    /// The HTTP status.
    package let status: Int
    /// The headers.
    package let headers: [HeaderField]
    /// The first bytes of the body.
    package let body: [UInt8]

    /// An answer with those parts.
    package init(status: Int, headers: [HeaderField] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The value of a header, whatever its case.
    package func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }
}

/// Why an attempt got no answer.
package enum AttemptError: String, CaseIterable, Sendable {
    /// The answer did not come in time.
    case timeout
    /// Nobody listens there.
    case refused
    /// The connection broke, or what came was no HTTP.
    case reset
    /// The host has no address.
    case dns
    /// The receiver's certificate or handshake is not good.
    case tls

    /// The reason as `last_error` gives it.
    package var sentence: String {
        switch self {
        case .timeout: "The receiver did not answer in time."
        case .refused: "The receiver refused the connection."
        case .reset: "The receiver broke the connection."
        case .dns: "The receiver's host name has no address."
        case .tls: "The TLS handshake with the receiver failed."
        }
    }
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
