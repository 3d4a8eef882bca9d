import Documents

extension WorldTimer: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        WorldTimer(
            due: try coder.field("due", \.due),
            kind: try coder.field("kind", \.kind),
            number: try coder.field("number", \.number, in: .count)
        )
    }
}

extension WorldTimer.Kind: StateCodable {
    private enum Tag: String, CaseIterable {
        case deliveryAttempt = "delivery_attempt"
        case setupLinkExpiry = "setup_link_expiry"
        case secretExpiry = "secret_expiry"
        case onboarding
        case windowEnd = "window_end"
        case templateReview = "template_review"
        case messageStatus = "message_status"
    }

    /// The ids of a subscription and of its secret that expires.
    private struct SecretPlace: StateObject {
        let subscription: Identifier<WebhookSubscription>
        let secret: Identifier<WebhookSecret>

        static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
            SecretPlace(
                subscription: try coder.field("subscription", \.subscription),
                secret: try coder.field("secret", \.secret)
            )
        }
    }

    func writeState(to writer: inout JSONWriter) {
        switch self {
        case .deliveryAttempt(let id): StateChoice.write(Tag.deliveryAttempt, id, to: &writer)
        case .setupLinkExpiry(let id): StateChoice.write(Tag.setupLinkExpiry, id, to: &writer)
        case .secretExpiry(let subscription, let secret):
            let place = SecretPlace(subscription: subscription, secret: secret)
            StateChoice.write(Tag.secretExpiry, place, to: &writer)
        case .onboarding(let id): StateChoice.write(Tag.onboarding, id, to: &writer)
        case .windowEnd(let id): StateChoice.write(Tag.windowEnd, id, to: &writer)
        case .templateReview(let id): StateChoice.write(Tag.templateReview, id, to: &writer)
        case .messageStatus(let id): StateChoice.write(Tag.messageStatus, id, to: &writer)
        }
    }

    init(state json: JSONValue) throws(StateError) {
        self = try StateChoice.read(json) { (tag: Tag, content) throws(StateError) in
            switch tag {
            case .deliveryAttempt: return .deliveryAttempt(try Identifier(state: content))
            case .setupLinkExpiry: return .setupLinkExpiry(try Identifier(state: content))
            case .secretExpiry:
                let place = try SecretPlace(state: content)
                return .secretExpiry(place.subscription, place.secret)
            case .onboarding: return .onboarding(try Identifier(state: content))
            case .windowEnd: return .windowEnd(try Identifier(state: content))
            case .templateReview: return .templateReview(try Identifier(state: content))
            case .messageStatus: return .messageStatus(try Identifier(state: content))
            }
        }
    }
}

extension TimerQueue: StateObject {
    /// The timers in the order in which they fire.
    var waiting: [WorldTimer] { timers.unordered.sorted() }

    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        let nextNumber = try coder.field("next_number", \.nextNumber, in: .count)
        let waiting = try coder.field("timers", \.waiting)
        try coder.checkNumbers(waiting.map(\.number), below: nextNumber, in: "timers")
        try coder.check("timers", mustBe: "in the order of `due` and `number`", waiting == waiting.sorted())
        return TimerQueue(waiting, nextNumber: nextNumber)
    }
}
