package import Documents

/// A reading of the vendor's documentation that can be chosen where it contradicts itself.
package enum Switch: String, CaseIterable, Sendable {
    /// How many failed attempts in a row disable a subscription; 0 for never.
    case autoDisableAfter = "auto_disable_after"
    /// Whether the native envelope of events has `livemode`.
    case envelopeLivemode = "envelope_livemode"
    /// Which http URLs webhook subscriptions accept.
    case httpWebhookURLs = "http_webhook_urls"
    /// The status of an idempotency key that comes with another body.
    case idempotencyMismatch = "idempotency_mismatch"
    /// The error code of a recipient that is no international phone number.
    case invalidToCode = "invalid_to_code"
    /// How the media of a message are answered.
    case mediaResponse = "media_response"
    /// Who a person is in passed-on Meta bodies.
    case metaIdentities = "meta_identities"
    /// Whether passed-on Meta bodies have our `kirim` beside Meta's members.
    case passthroughKirim = "passthrough_kirim"
    /// Whether reply buttons may also be sent under Meta's name `button`.
    case replyButtonType = "reply_button_type"
    /// Whether the answer to a send has the wamid.
    case sendReturnsWamid = "send_returns_wamid"
    /// The status of an accepted send.
    case sendStatusCode = "send_status_code"
    /// Whether a created setup link shows its token apart from the URL.
    case setupLinkTokenField = "setup_link_token_field"
    /// Under which names deliveries carry their signature.
    case signatureHeaders = "signature_headers"
    /// What the event ids of statuses are made of.
    case statusEventID = "status_event_id"
    /// How much of a send is checked as Meta checks it.
    case templateChecks = "template_checks"
    /// How a send of a template that nobody has is refused.
    case unknownTemplate = "unknown_template"
    /// How a free-form message outside the window is refused.
    case windowViolation = "window_violation"

    /// What can be chosen, the default first.
    package var readings: [JSONValue] {
        switch self {
        case .autoDisableAfter: [20, 24, 0]
        case .envelopeLivemode: [false, true]
        case .httpWebhookURLs: ["local", "https_only", "any"]
        case .idempotencyMismatch: [422, 409]
        case .invalidToCode: ["invalid_field_value", "invalid_phone_number"]
        case .mediaResponse: ["redirect", "json"]
        case .metaIdentities: ["current", "documented", "phone_only"]
        case .passthroughKirim: [true, false]
        case .replyButtonType: ["strict", "both"]
        case .sendReturnsWamid: [false, true]
        case .sendStatusCode: [200, 202]
        case .setupLinkTokenField: [false, true]
        case .signatureHeaders: ["both", "plain", "256"]
        case .statusEventID: ["wamid", "unique"]
        case .templateChecks: ["all", "body_only"]
        case .unknownTemplate: ["async", "sync"]
        case .windowViolation: ["async", "sync"]
        }
    }

    /// The reading that a value names: 256 and "256" are the same.
    package func reading(_ value: JSONValue) -> JSONValue? {
        readings.first { $0 == value || ($0.string == value.text && value.integer != nil) }
    }
}
