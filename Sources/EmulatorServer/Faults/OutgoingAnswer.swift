import Domain
import EmulatorCore
import HTTPServing

/// An answer as it goes out: the true one, or what a rule has made of it after the handler succeeded.
struct OutgoingAnswer: Sendable {
    var answer: Answer
    /// What goes wrong on the wire.
    var fault: WireFault?
    /// How the connection ends instead of an answer.
    var connection: FaultAction.Connection?

    /// The true answer.
    init(_ answer: Answer) {
        self.answer = answer
    }

    /// What a rule makes of the true answer; nil is a delay alone.
    init(_ truth: Answer, after action: FaultAction?, for active: ActiveRequest) throws(APIError) {
        answer = truth
        switch action {
        case nil: break
        case .error(let error): throw APIError(error, for: active)
        case .respond(let status, let headers, let body, _):
            answer = Answer(status: status, headers: headers, json: body)
        case .connection(let connection): self.connection = connection
        case .truncate(.body(let length)): fault = .truncate(after: Self.cut(truth.body, after: length))
        case .truncate(.headers(let length)): fault = .truncateHead(after: length)
        case .drip(let chunk, let pause): fault = .drip(chunk: chunk, every: .milliseconds(pause.milliseconds))
        case .malformed: answer.body = Self.malformed(truth.body)
        }
    }

    /// Where to cut a body so that the cut is within its text, whatever number of bytes was asked for.
    private static func cut(_ body: [UInt8], after length: Int?) -> Int {
        let blanks = body.reversed().prefix { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
        let end = body.count - blanks.count
        return min(length ?? end / 2, max(0, end - 1))
    }

    /// The same length without the last bracket: no parser gets to the end of it.
    private static func malformed(_ body: [UInt8]) -> [UInt8] {
        body.dropLast() + (body.isEmpty ? [] : [UInt8(ascii: ",")])
    }
}
