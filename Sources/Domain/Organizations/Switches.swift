package import Documents

/// The readings that an organization has chosen.
package struct Switches: Hashable, Sendable {
    private(set) var chosen: [Switch: JSONValue] = [:]

    /// The default of each switch.
    package init() {}

    /// The chosen reading, else the default.
    package subscript(_ name: Switch) -> JSONValue {
        get { chosen[name] ?? name.readings[0] }
        set { chosen[name] = newValue }
    }
}

extension Switches {
    /// The status of an idempotency key that comes with another body: 422, or the 409 of one guide.
    package enum IdempotencyMismatch: Int, CaseIterable, Sendable {
        case unprocessable = 422
        case conflict = 409
    }

    /// Under which names deliveries carry their signature.
    package enum SignatureHeaders: String, CaseIterable, Sendable {
        case both, plain
        case with256 = "256"
    }

    /// How a send that Meta would refuse is refused: it fails later, or the call does.
    package enum Refusal: String, CaseIterable, Sendable {
        case async, sync
    }

    /// How the media of a message are answered: with a redirect to the bytes, or with JSON that has their URL.
    package enum MediaResponse: String, CaseIterable, Sendable {
        case redirect, json
    }

    /// Who a person is in Meta's bodies: by user id and perhaps number, as seen live or as documented, or by number alone.
    package enum MetaIdentities: String, CaseIterable, Sendable {
        case current, documented
        case phoneOnly = "phone_only"

        /// Whether bodies name people by their business-scoped user ids.
        var tellsUserIDs: Bool {
            switch self {
            case .current, .documented: true
            case .phoneOnly: false
            }
        }
    }

    /// What the event ids of statuses are made of: Meta's id of the message alone, or the status, too.
    package enum StatusEventID: String, CaseIterable, Sendable {
        case wamid, unique
    }

    /// Who a person is in Meta's bodies.
    package var metaIdentities: MetaIdentities {
        self[.metaIdentities].string.flatMap(MetaIdentities.init(rawValue:)) ?? .current
    }

    /// What the event ids of statuses are made of.
    package var statusEventID: StatusEventID {
        self[.statusEventID].string.flatMap(StatusEventID.init(rawValue:)) ?? .wamid
    }

    /// What answers a reused idempotency key.
    package var idempotencyMismatch: IdempotencyMismatch {
        self[.idempotencyMismatch].integer.flatMap(IdempotencyMismatch.init(rawValue:)) ?? .unprocessable
    }

    /// Which http URLs webhook subscriptions accept.
    package var httpWebhookURLs: WebhookURL.HTTPPolicy {
        self[.httpWebhookURLs].string.flatMap(WebhookURL.HTTPPolicy.init(rawValue:)) ?? .local
    }

    /// Whether a created setup link shows its token apart from the URL.
    package var showsSetupLinkToken: Bool { self[.setupLinkTokenField] == true }

    /// Whether the native envelope has `livemode`.
    package var showsLivemode: Bool { self[.envelopeLivemode] == true }

    /// How many failed attempts in a row disable a subscription; nil for never.
    package var autoDisableAfter: Int? {
        self[.autoDisableAfter].integer.flatMap { $0 == 0 ? nil : $0 }
    }

    /// Under which names deliveries carry their signature.
    package var signatureHeaders: SignatureHeaders {
        self[.signatureHeaders].string.flatMap(SignatureHeaders.init(rawValue:)) ?? .both
    }

    /// The status of an accepted send, 200 or 202.
    package var sendStatusCode: Int { self[.sendStatusCode].integer ?? 200 }

    /// Whether the answer to a send has the wamid.
    package var returnsWamid: Bool { self[.sendReturnsWamid] == true }

    /// How a free-form message outside the window is refused.
    package var windowViolation: Refusal { refusal(.windowViolation) }

    /// How a send of a template that nobody has is refused.
    package var unknownTemplate: Refusal { refusal(.unknownTemplate) }

    private func refusal(_ name: Switch) -> Refusal { self[name].string.flatMap(Refusal.init(rawValue:)) ?? .async }

    /// Whether a recipient that is no phone number is reported as `invalid_phone_number`.
    package var reportsInvalidPhoneNumber: Bool { self[.invalidToCode] == "invalid_phone_number" }

    /// Whether reply buttons may also be sent under Meta's name `button`.
    package var acceptsButtonType: Bool { self[.replyButtonType] == "both" }

    /// Whether header, buttons and texts of templates are checked too, and the sections of lists.
    package var checksWholeTemplates: Bool { self[.templateChecks] == "all" }

    /// Whether passed-on Meta bodies have our `kirim` beside Meta's members.
    package var passesKirim: Bool { self[.passthroughKirim] == true }

    /// How the media of a message are answered.
    package var mediaResponse: MediaResponse {
        self[.mediaResponse].string.flatMap(MediaResponse.init(rawValue:)) ?? .redirect
    }
}
