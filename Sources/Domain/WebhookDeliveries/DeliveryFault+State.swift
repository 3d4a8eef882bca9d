import Documents

extension DeliveryFault: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        DeliveryFault(
            rule: try coder.field("rule", \.rule),
            effect: try coder.field("effect", \.effect),
            delay: try coder.field("delay", \.delay),
            isOfAttempt: try coder.field("is_of_attempt", \.isOfAttempt)
        )
    }
}

extension DeliveryFault.Signature: StateCodable {}

extension DeliveryFault.Effect: StateCodable {
    private enum Tag: String, CaseIterable {
        case drop, duplicate, reorder, signature, truncate
        case unknownEvent = "unknown_event"
    }

    /// How many further copies are sent, and the pause before each.
    private struct Copies: StateObject {
        let copies: Int
        let gap: TimeSpan

        static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
            Copies(copies: try coder.field("copies", \.copies, in: .count), gap: try coder.field("gap", \.gap))
        }
    }

    func writeState(to writer: inout JSONWriter) {
        switch self {
        case .drop: StateChoice.write(Tag.drop, StateNothing(), to: &writer)
        case .duplicate(let copies, let gap):
            StateChoice.write(Tag.duplicate, Copies(copies: copies, gap: gap), to: &writer)
        case .reorder(let window): StateChoice.write(Tag.reorder, window, to: &writer)
        case .signature(let signature): StateChoice.write(Tag.signature, signature, to: &writer)
        case .truncate(let length): StateChoice.write(Tag.truncate, length, to: &writer)
        case .unknownEvent: StateChoice.write(Tag.unknownEvent, StateNothing(), to: &writer)
        }
    }

    init(state json: JSONValue) throws(StateError) {
        self = try StateChoice.read(json) { (tag: Tag, content) throws(StateError) in
            switch tag {
            case .drop:
                _ = try StateNothing(state: content)
                return .drop
            case .duplicate:
                let copies = try Copies(state: content)
                return .duplicate(copies: copies.copies, gap: copies.gap)
            case .reorder: return .reorder(window: try Int(state: content, in: .count))
            case .signature: return .signature(try DeliveryFault.Signature(state: content))
            case .truncate: return .truncate(after: try Int(state: content, in: .count))
            case .unknownEvent:
                _ = try StateNothing(state: content)
                return .unknownEvent
            }
        }
    }
}
