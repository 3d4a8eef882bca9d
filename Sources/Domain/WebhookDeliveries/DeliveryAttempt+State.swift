import Documents

extension DeliveryAttempt.Verdict: StateCodable {}

extension DeliveryAttempt: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        DeliveryAttempt(
            number: try coder.field("number", \.number, in: .count),
            at: try coder.field("at", \.at),
            wallAt: try coder.field("wall_at", \.wallAt),
            headers: try coder.field("headers", \.headers),
            outcome: try coder.field("outcome", \.outcome),
            tookMilliseconds: try coder.field("took_milliseconds", \.tookMilliseconds),
            verdict: try coder.field("verdict", \.verdict),
            fault: try coder.field("fault", \.fault),
            copies: try coder.field("copies", \.copies)
        )
    }
}

extension AttemptError: StateCodable {}

extension AttemptOutcome: StateCodable {
    private enum Tag: String, CaseIterable {
        case answered, failed, lost
    }

    func writeState(to writer: inout JSONWriter) {
        switch self {
        case .answered(let answer): StateChoice.write(Tag.answered, answer, to: &writer)
        case .failed(let error): StateChoice.write(Tag.failed, error, to: &writer)
        case .lost: StateChoice.write(Tag.lost, StateNothing(), to: &writer)
        }
    }

    init(state json: JSONValue) throws(StateError) {
        self = try StateChoice.read(json) { (tag: Tag, content) throws(StateError) in
            switch tag {
            case .answered: return .answered(try ReceiverAnswer(state: content))
            case .failed: return .failed(try AttemptError(state: content))
            case .lost:
                _ = try StateNothing(state: content)
                return .lost
            }
        }
    }
}

extension ReceiverAnswer: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        ReceiverAnswer(
            status: try coder.field("status", \.status, in: 0...65_535),
            headers: try coder.field("headers", \.headers),
            body: try coder.bytes("body", \.body)
        )
    }
}

extension HeaderField: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        HeaderField(name: try coder.field("name", \.name), value: try coder.field("value", \.value))
    }
}
