import Domain
import EmulatorCore
import HTTPServing

/// The answer that is sent: the original one, or the one that a fault rule changed after the handler succeeded.
struct OutgoingAnswer: Sendable {
    var answer: Answer
    /// The fault with which the response is written.
    var fault: WireFault?
    /// The way in which the connection ends, if there is no response.
    var connection: FaultAction.Connection?
    /// Whether it is sent only after the deliveries that the request has caused were answered.
    var followsEvents = false

    /// Sends the original answer.
    init(_ answer: Answer) {
        self.answer = answer
    }

    /// Changes the original answer; a nil action leaves it unchanged, because the rule is only a delay.
    init(_ truth: Answer, after action: FaultAction?, for active: ActiveRequest) throws(APIError) {
        answer = truth
        switch action {
        case nil: break
        case .error(let error): throw APIError(error, for: active)
        case .respond(let status, let headers, let body, let isUnchecked):
            answer = Answer(status: status, headers: headers, json: body, isUnchecked: isUnchecked)
        case .connection(let connection): self.connection = connection
        case .truncate(.body(let length)): fault = .truncate(after: Self.cut(truth.body, after: length))
        case .truncate(.headers(let length)): fault = .truncateHead(after: length)
        case .drip(let chunk, let pause): fault = .drip(chunk: chunk, every: .milliseconds(pause.milliseconds))
        case .malformed: answer.body = Self.malformed(truth.body)
        case .afterEvents: followsEvents = true
        }
    }

    /// The number of bytes to keep: `length` or half of the body, but never the last byte that is not whitespace.
    private static func cut(_ body: [UInt8], after length: Int?) -> Int {
        let blanks = body.reversed().prefix { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
        let end = body.count - blanks.count
        return min(length ?? end / 2, max(0, end - 1))
    }

    /// The body with its last byte replaced by a comma, which is not valid JSON.
    private static func malformed(_ body: [UInt8]) -> [UInt8] {
        body.dropLast() + (body.isEmpty ? [] : [UInt8(ascii: ",")])
    }
}
