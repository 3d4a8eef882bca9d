/// A timer that fired and changed something, as an advance of the clock reports it.
package struct FiredTimer: Hashable, Sendable {
    /// The kind of change, as `POST /__admin/clock/advance` names it.
    package enum Kind: String, Sendable {
        case deliveryAttempt = "delivery_attempt"
        case setupLinkExpired = "setup_link_expired"
        case secretExpired = "secret_expired"
        case onboarding
        case windowClosed = "window_closed"
        case templateStatus = "template_status"
        case messageStatus = "message_status"
    }

    /// When it fired, on the world's clock.
    package let at: Timestamp
    /// The kind of change.
    package let kind: Kind
    /// The id of the object that changed.
    package let ref: String
    /// The result, such as the new status.
    package let result: String

    /// A fired timer with those fields.
    package init(at: Timestamp, kind: Kind, ref: String, result: String) {
        self.at = at
        self.kind = kind
        self.ref = ref
        self.result = result
    }
}
