/// Something that happened because the clock got there.
package struct FiredTimer: Hashable, Sendable {
    /// What kind of thing, named as `POST /__admin/clock/advance` names it.
    package enum Kind: String, Sendable {
        case deliveryAttempt = "delivery_attempt"
        case setupLinkExpired = "setup_link_expired"
        case secretExpired = "secret_expired"
        case onboarding
        case windowClosed = "window_closed"
        case templateStatus = "template_status"
        case messageStatus = "message_status"
    }

    /// When, on the world's clock.
    package let at: Timestamp
    /// What kind of thing.
    package let kind: Kind
    /// The id of what it happened to.
    package let ref: String
    /// What came of it.
    package let result: String

    /// Something that happened then.
    package init(at: Timestamp, kind: Kind, ref: String, result: String) {
        self.at = at
        self.kind = kind
        self.ref = ref
        self.result = result
    }
}
