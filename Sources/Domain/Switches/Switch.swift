package import Documents

/// A choice between readings of the vendor's documentation where it contradicts itself.
package enum Switch: String, CaseIterable, Sendable {
    /// How many failed attempts in a row disable a subscription; 0 for never.
    case autoDisableAfter = "auto_disable_after"
    /// Whether the native envelope of events has `livemode`.
    case envelopeLivemode = "envelope_livemode"
    /// Which http URLs webhook subscriptions accept.
    case httpWebhookURLs = "http_webhook_urls"
    /// The status for an idempotency key that is reused with another body.
    case idempotencyMismatch = "idempotency_mismatch"
    /// The error code for a recipient that is not an international phone number.
    case invalidToCode = "invalid_to_code"
    /// How getMessageMedia answers: with a redirect, or with JSON.
    case mediaResponse = "media_response"
    /// How persons are identified in webhook bodies with Meta's envelope.
    case metaIdentities = "meta_identities"
    /// Whether webhook bodies with Meta's envelope have the member `kirim`.
    case passthroughKirim = "passthrough_kirim"
    /// Whether reply buttons may also be sent under Meta's name `button`.
    case replyButtonType = "reply_button_type"
    /// Whether the response of sendMessage contains the wamid.
    case sendReturnsWamid = "send_returns_wamid"
    /// The HTTP status of an accepted sendMessage.
    case sendStatusCode = "send_status_code"
    /// Whether the response of createSetupLink has the token as a field besides the URL.
    case setupLinkTokenField = "setup_link_token_field"
    /// The names of the headers that carry a delivery's signature.
    case signatureHeaders = "signature_headers"
    /// What the event ids of message.status contain.
    case statusEventID = "status_event_id"
    /// How much of a message Meta's checks cover: all, or only the body of a template.
    case templateChecks = "template_checks"
    /// How a send of an unknown template is refused.
    case unknownTemplate = "unknown_template"
    /// How a free-form message outside the window is refused.
    case windowViolation = "window_violation"

    /// The values of the switch, the default first.
    package var readings: [JSONValue] {
        switch self {
        case .autoDisableAfter: [20, 24, 0]
        case .envelopeLivemode: [false, true]
        case .httpWebhookURLs: WebhookURL.HTTPPolicy.readings
        case .idempotencyMismatch: Switches.IdempotencyMismatch.readings
        case .invalidToCode: ["invalid_field_value", "invalid_phone_number"]
        case .mediaResponse: Switches.MediaResponse.readings
        case .metaIdentities: Switches.MetaIdentities.readings
        case .passthroughKirim: [true, false]
        case .replyButtonType: ["strict", "both"]
        case .sendReturnsWamid: [false, true]
        case .sendStatusCode: Switches.SendStatus.readings
        case .setupLinkTokenField: [false, true]
        case .signatureHeaders: Switches.SignatureHeaders.readings
        case .statusEventID: Switches.StatusEventID.readings
        case .templateChecks: ["all", "body_only"]
        case .unknownTemplate, .windowViolation: Switches.Refusal.readings
        }
    }

    /// The value of the switch that equals `value`; the integer 256 equals the string `256`.
    package func reading(_ value: JSONValue) -> JSONValue? {
        readings.first { $0 == value || ($0.string == value.text && value.integer != nil) }
    }
}
