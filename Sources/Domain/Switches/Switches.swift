package import Documents

/// The values of all switches of an organization.
package struct Switches: Hashable, Sendable {
    private(set) var chosen: [Switch: JSONValue] = [:]

    /// All switches with their defaults.
    package init() {}

    /// The value that was set, else the default.
    package subscript(_ name: Switch) -> JSONValue {
        get { chosen[name] ?? name.readings[0] }
        set { chosen[name] = newValue }
    }
}

extension Switches {
    /// The status for an idempotency key that is reused with another body: 422, or 409 as one guide says.
    package enum IdempotencyMismatch: Int, SwitchValue {
        case unprocessable = 422
        case conflict = 409
    }

    /// The headers that carry a delivery's signature: `X-Kirim-Signature`, `X-Kirim-Signature-256` or both.
    package enum SignatureHeaders: String, SwitchValue {
        case both, plain
        case with256 = "256"
    }

    /// How a send that cannot succeed is refused: the message fails later (`async`), or the request does (`sync`).
    package enum Refusal: String, SwitchValue {
        case async, sync
    }

    /// How getMessageMedia answers: with a redirect to the file, or with JSON that has its URL.
    package enum MediaResponse: String, SwitchValue {
        case redirect, json
    }

    /// How Meta's bodies identify a person: by user id, as observed or as documented, or only by phone number.
    package enum MetaIdentities: String, SwitchValue {
        case current, documented
        case phoneOnly = "phone_only"

        /// Whether the bodies contain business-scoped user ids.
        var tellsUserIDs: Bool {
            switch self {
            case .current, .documented: true
            case .phoneOnly: false
            }
        }
    }

    /// What the event ids of message.status contain: Meta's id of the message, or also the status (`unique`).
    package enum StatusEventID: String, SwitchValue {
        case wamid, unique
    }

    /// The HTTP status of an accepted sendMessage.
    package enum SendStatus: Int, SwitchValue {
        case ok = 200
        case accepted = 202
    }

    private func value<Value: SwitchValue>(of name: Switch) -> Value {
        chosen[name].flatMap(Value.init(reading:)) ?? Value.allCases[0]
    }

    /// How persons are identified in Meta's bodies.
    package var metaIdentities: MetaIdentities {
        value(of: .metaIdentities)
    }

    /// What the event ids of message.status contain.
    package var statusEventID: StatusEventID {
        value(of: .statusEventID)
    }

    /// The status for an idempotency key that is reused with another body.
    package var idempotencyMismatch: IdempotencyMismatch {
        value(of: .idempotencyMismatch)
    }

    /// Which http URLs webhook subscriptions accept.
    package var httpWebhookURLs: WebhookURL.HTTPPolicy {
        value(of: .httpWebhookURLs)
    }

    /// Whether the response of createSetupLink has the token as a field besides the URL.
    package var showsSetupLinkToken: Bool { self[.setupLinkTokenField] == true }

    /// Whether the native envelope has `livemode`.
    package var showsLivemode: Bool { self[.envelopeLivemode] == true }

    /// How many failed attempts in a row disable a subscription; nil for never.
    package var autoDisableAfter: Int? {
        self[.autoDisableAfter].integer.flatMap { $0 == 0 ? nil : $0 }
    }

    /// The headers that carry a delivery's signature.
    package var signatureHeaders: SignatureHeaders {
        value(of: .signatureHeaders)
    }

    /// The HTTP status of an accepted sendMessage: 200 or 202.
    package var sendStatus: SendStatus { value(of: .sendStatusCode) }

    /// Whether the response of sendMessage contains the wamid.
    package var returnsWamid: Bool { self[.sendReturnsWamid] == true }

    /// How a free-form message outside the window is refused.
    package var windowViolation: Refusal { value(of: .windowViolation) }

    /// How a send of an unknown template is refused.
    package var unknownTemplate: Refusal { value(of: .unknownTemplate) }

    /// Whether a recipient that is not a phone number is reported as `invalid_phone_number`.
    package var reportsInvalidPhoneNumber: Bool { self[.invalidToCode] == "invalid_phone_number" }

    /// Whether reply buttons may also have Meta's type `button`.
    package var acceptsButtonType: Bool { self[.replyButtonType] == "both" }

    /// Whether the header, buttons and texts of templates and the sections of lists are checked, too.
    package var checksWholeTemplates: Bool { self[.templateChecks] == "all" }

    /// Whether webhook bodies with Meta's envelope have the member `kirim`.
    package var passesKirim: Bool { self[.passthroughKirim] == true }

    /// How getMessageMedia answers.
    package var mediaResponse: MediaResponse {
        value(of: .mediaResponse)
    }
}

extension WebhookURL.HTTPPolicy: SwitchValue {}
